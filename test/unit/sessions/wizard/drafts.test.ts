import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftStore } from '../../../../src/sessions/wizard/draftStore';
import { WizardSession } from '../../../../src/sessions/wizard/session';
import { openWizard, portsOver } from './openWizard';
import { memory, sandboxPlace, sandboxPorts } from './sandboxPorts';

let sandbox: Awaited<ReturnType<typeof sandboxPorts>>;
beforeAll(async () => {
  sandbox = await sandboxPorts();
});
afterAll(() => sandbox.stop());

/** Ports whose drafts go to a memory that the next window reads, and what that window finds. */
function remembered() {
  const kept = memory();
  return {
    ports: portsOver(sandbox, {}, { store: draftStore(kept) }),
    nextWindow: () => draftStore(kept).load(sandboxPlace),
  };
}

describe('a draft that was forgotten', () => {
  it('is not there in the next window, once it is a key', async () => {
    const { ports, nextWindow } = remembered();
    const wizard = await openWizard(ports, { description: 'Orders' });
    expect(nextWindow()?.draft.description).toBe('Orders');
    await wizard.create();
    expect(nextWindow()).toBeUndefined();
  });

  it('does not come back with what the page sends after the key is made', async () => {
    const { ports, nextWindow } = remembered();
    const wizard = await openWizard(ports);
    const { revision, draft } = wizard.view;
    await wizard.create();
    wizard.update({ revision: revision + 1, draft: { ...draft, description: 'late' }, step: 'review' });
    expect(ports.store.load(sandboxPlace)).toBeUndefined();
    expect(nextWindow()).toBeUndefined();
  });

  it('is not there in the next window after starting over', async () => {
    const { ports, nextWindow } = remembered();
    const wizard = await openWizard(ports, { description: 'Orders' });
    wizard.startOver();
    expect(wizard.view).toMatchObject({ step: 'configure', draft: { alias: '', description: '' } });
    expect(nextWindow()).toBeUndefined();
    expect(new WizardSession(sandboxPlace, ports).view.restoredFrom).toBeUndefined();
  });
});

describe('a draft of the page', () => {
  it('does not win over a newer one of the editor', async () => {
    const wizard = await openWizard(portsOver(sandbox));
    const before = wizard.view;
    wizard.setPolicy('{ "Version": "2012-10-17", "Statement": [] }');
    wizard.update({ ...before, draft: { ...before.draft, description: 'typed meanwhile' }, step: 'labels' });
    expect(wizard.policy).toBe('{ "Version": "2012-10-17", "Statement": [] }');
    expect(wizard.draft.description).toBe('');
    expect(wizard.view.step).not.toBe('labels');
  });

  it('wins where it starts from what the editor wrote', async () => {
    const wizard = await openWizard(portsOver(sandbox));
    wizard.setPolicy('{ "Version": "2012-10-17", "Statement": [] }');
    const { revision, draft } = wizard.view;
    wizard.update({ revision: revision + 1, draft: { ...draft, description: 'typed' }, step: 'labels' });
    expect(wizard.view).toMatchObject({ step: 'labels', draft: { description: 'typed' } });
    expect(wizard.policy).toBe('{ "Version": "2012-10-17", "Statement": [] }');
  });
});

describe('the command line of the review', () => {
  it('names the profile of the connection in every command', async () => {
    const { connections } = sandbox.ports;
    const named = {
      ...connections,
      epoch: 0,
      get: async () => ({ ...(await connections.get('sandbox')), name: 'payments-prod' }),
      identity: () => connections.identity('sandbox'),
    };
    const ports = portsOver(sandbox, {}, { connections: named });
    const wizard = new WizardSession({ ...sandboxPlace, connection: 'profile:payments-prod' }, ports);
    await wizard.connect();
    wizard.setDraft({ ...wizard.draft, alias: 'orders', rotationPeriodDays: 365 });
    const cli = wizard.draftView()?.equivalents.cli;
    const text = cli && 'text' in cli ? cli.text : '';
    expect(text.match(/^.*aws kms .*$/gm)).toHaveLength(3);
    expect(text.match(/--profile payments-prod/g)).toHaveLength(3);
  });

  it('names none for the sandbox', async () => {
    const wizard = await openWizard(portsOver(sandbox));
    expect(JSON.stringify(wizard.draftView()?.equivalents.cli)).not.toContain('--profile');
  });
});

import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/core/commands/table';
import { KmsError, type KmsErrorDetails, type Reason } from '../../../src/core/errors';
import { failureButtons, type FailureButton } from '../../../src/core/failureButtons';
import { catalogue, explain } from '../../../src/core/messages';
import { id, ref } from './keys/builders';

const key = ref(id(1));

function buttonsOf(error: unknown, canRetry = true): FailureButton[] {
  return failureButtons(explain(error, 'disable payments')?.steps ?? [], error, canRetry);
}

function titlesOf(reason: Reason, details: KmsErrorDetails = {}, canRetry = true): string[] {
  return buttonsOf(new KmsError(reason, 'The server said so.', details), canRetry).map(({ title }) => title);
}

describe('the buttons of a failure', () => {
  it.each<[Reason, KmsErrorDetails, string[]]>([
    ['credentials-expired', { connection: 'profile:acme' }, ['Sign in', 'Switch connection', 'Show log']],
    ['credentials-missing', {}, ['Sign in', 'Switch connection', 'Show log']],
    ['denied', { key, connection: 'sandbox' }, ['Why?', 'Act as…', 'Show log']],
    ['denied', { key, connection: 'profile:acme' }, ['Why?', 'Switch connection', 'Show log']],
    ['disabled', { key }, ['Enable', 'Show log']],
    ['network', {}, ['Retry', 'Show log']],
    ['not-found', {}, ['Refresh', 'Show log']],
    ['untrusted', {}, ['Manage trust', 'Show log']],
    ['not-possible', {}, ['Show log']],
    ['not-possible', { key, remedy: 'cancel-deletion' }, ['Cancel deletion', 'Show log']],
    ['read-only', {}, ['Show log']],
  ])('of "%s" with %j are %j', (reason, details, expected) => {
    expect(titlesOf(reason, details)).toEqual(expected);
  });

  it('are at most two next steps, and the log is always last', () => {
    for (const reason of Object.keys(catalogue) as Reason[]) {
      const titles = titlesOf(reason, { key, connection: 'sandbox' });
      expect(titles.length, reason).toBeLessThanOrEqual(3);
      expect(titles.at(-1), reason).toBe('Show log');
      expect(new Set(titles).size, reason).toBe(titles.length);
    }
  });

  it('offer to try again only what can be tried again', () => {
    expect(titlesOf('network', {}, false)).toEqual(['Show log']);
    expect(titlesOf('conflict', {}, false)).toEqual(['Refresh', 'Show log']);
  });

  it('act on a key only where it is known which', () => {
    const { arn: _arn, ...half } = key;
    for (const details of [{}, { key: half }]) {
      expect(titlesOf('disabled', details)).toEqual(['Show log']);
      expect(titlesOf('denied', details)).not.toContain('Why?');
    }
  });

  it('run commands that there are, with what the failure is about', () => {
    const denied = new KmsError('denied', 'User: ada is not authorized', { key, connection: 'profile:acme' });
    expect(buttonsOf(denied)[0]).toEqual({
      title: 'Why?',
      does: 'run',
      command: 'kms.access.explainError',
      args: ['User: ada is not authorized', key],
    });
    expect(
      buttonsOf(new KmsError('credentials-expired', '', { connection: 'profile:acme' }))[0],
    ).toMatchObject({ command: 'kms.connection.signIn', args: ['profile:acme'] });
    expect(buttonsOf(new KmsError('disabled', '', { key }))[0]).toMatchObject({
      command: 'kms.key.enable',
      args: [key],
    });
    const all = (Object.keys(catalogue) as Reason[]).flatMap((reason) =>
      buttonsOf(new KmsError(reason, '', { key, connection: 'sandbox' })),
    );
    const run = all.flatMap((button) => (button.does === 'run' ? [button.command] : []));
    expect(run.length).toBeGreaterThan(8);
    expect(run.filter((one) => !(one in commands) && one !== 'workbench.trust.manage')).toEqual([]);
  });

  it('of what is no failure of ours offer to try it again', () => {
    expect(buttonsOf(new Error('out of cheese')).map(({ title }) => title)).toEqual(['Retry', 'Show log']);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extensionApi';
import type { WizardSession } from '../../src/sessions/wizard/session';
import { createKey, extensionApi, sandboxPlace, until } from './api';

describe('the create-key wizard', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** The labels of the wizard's tabs. */
  const wizardTabs = (): string[] =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && /kms\.wizard$/.test(input.viewType))
      .map(({ label }) => label);

  /** Opens the wizard and waits until the sandbox has said who we are. */
  async function openWizard(place = sandboxPlace): Promise<WizardSession> {
    await vscode.commands.executeCommand('kms.createKey', place);
    const session = await api.wizard.session();
    assert.ok(session, 'there is no session behind the wizard');
    await until('the place is known', () => session.view.place !== undefined);
    return session;
  }

  /** The policy's document, open beside the wizard. */
  async function openPolicy(): Promise<vscode.TextDocument> {
    await api.wizard.openPolicy();
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.uri.scheme === 'kms-draft', 'the policy is not open in the editor');
    return document;
  }

  async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  it('opens one panel for a place, however often it is asked for', async () => {
    const first = await openWizard();
    const second = await openWizard();
    assert.equal(first, second);
    await until('its one tab is there', () => wizardTabs().join() === 'Create key · us-east-1');
  });

  it('takes the region that it is asked for', async () => {
    await openWizard();
    const session = await openWizard({ connection: 'sandbox', region: 'eu-west-1' });
    assert.equal(session.at.region, 'eu-west-1');
    await until('its one tab is there', () => wizardTabs().join() === 'Create key · eu-west-1');
  });

  it('opens with the settings of a key that is there', async () => {
    const key = await createKey(api, { description: 'similar', tags: [{ key: 'team', value: 'billing' }] });
    await vscode.commands.executeCommand('kms.createSimilar', key);
    const session = await api.wizard.session();
    assert.deepEqual(session?.draft.tags, [{ key: 'team', value: 'billing' }]);
    assert.equal(session.draft.description, 'similar');
    assert.equal(session.draft.alias, '');
    session.startOver();
  });

  it('keeps the draft when its panel is closed', async () => {
    const session = await openWizard();
    session.setDraft({ ...session.draft, alias: 'kept-draft', description: 'half done' });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the panel is gone', async () => (await api.wizard.session()) === undefined);
    const again = await openWizard();
    assert.equal(again.draft.description, 'half done');
    again.startOver();
  });

  it('opens the policy as a document named after the alias, and keeps both in step', async () => {
    const session = await openWizard();
    session.setDraft({ ...session.draft, alias: 'team/in-step' });
    const document = await openPolicy();
    assert.equal(document.uri.path, '/team-in-step.key-policy.json');
    assert.equal(document.languageId, 'json');
    assert.equal(document.getText(), session.policy);

    const typed = document.getText().replace('Enable IAM User Permissions', 'Everything to the account');
    await replaceAll(document, typed);
    assert.equal(session.policy, typed);
    await until('the document has saved itself', () => !document.isDirty);

    const { editedPolicy: _, ...generated } = session.draft;
    session.setDraft(generated);
    await until('the document shows the generated policy again', () => document.getText() === session.policy);
    session.startOver();
  });

  it('gives the policy’s document the checks of key-policy files', async () => {
    const session = await openWizard();
    const document = await openPolicy();
    await replaceAll(document, document.getText().replace('kms:*', 'kms:Encript'));
    await until('the unknown action is found', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .some(({ message, source }) => source !== undefined && /Encript/.test(message)),
    );
    session.startOver();
  });

  it('makes a key of every type that needs no key store or import', async () => {
    const session = await openWizard();
    const kinds = [
      { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
      { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
      { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
      { spec: 'ECC_NIST_P256', usage: 'KEY_AGREEMENT' },
      { spec: 'ML_DSA_44', usage: 'SIGN_VERIFY' },
      { spec: 'ML_KEM_512', usage: 'ENCAPSULATE_DECAPSULATE' },
    ] as const;
    for (const kind of kinds) {
      session.startOver();
      session.setDraft({ ...session.draft, ...kind, alias: `made-${kind.spec}-${kind.usage}` });
      const run = await session.create();
      assert.equal(run.status, 'done', JSON.stringify(run.calls));
      assert.ok(run.key);
      const key = await api.keys.describe(run.key);
      assert.deepEqual({ spec: key.spec, usage: key.usage }, kind);
    }
    session.startOver();
  });
});

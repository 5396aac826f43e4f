import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { keyTabIds } from '../../../../src/core/keyPage/view';
import type { Key } from '../../../../src/core/keys/model';
import type { ActivityPort, ConnectionPort, KeyPort } from '../../../../src/core/ports';
import { editStore } from '../../../../src/sessions/keyPage/editStore';
import { programmaticDefaultPolicy } from '../../../../src/core/policy/consolePolicy';
import { KeyPageSession, type KeyPagePorts } from '../../../../src/sessions/keyPage/session';
import { key as keyOf } from '../../core/keys/builders';
import { memoryStore } from '../memoryStore';

const described = keyOf({ description: 'Orders', created: 0 });

/** A session over ports that answer at once, with what the test is about on top. */
function sessionWith(replaced: Partial<KeyPort> = {}, ports: Partial<KeyPagePorts> = {}) {
  const calls: string[] = [];
  const answers: Partial<KeyPort> = {
    describe: () => Promise.resolve<Key>(described),
    lastUsage: () => Promise.resolve({}),
    listTags: () => Promise.resolve([{ key: 'team', value: 'billing' }]),
    aliasesOf: () => Promise.resolve([]),
    tag: (_, tags) => Promise.resolve(void calls.push(`tag ${tags.map(({ key }) => key).join()}`)),
    untag: (_, names) => Promise.resolve(void calls.push(`untag ${names.join()}`)),
    updateDescription: (_, text) => Promise.resolve(void calls.push(`describe ${text}`)),
    ...replaced,
  };
  const connection = { name: 'Sandbox', production: false };
  const session: KeyPageSession = new KeyPageSession(described, {
    keys: answers as KeyPort,
    activity: { calls: () => Promise.resolve({ calls: [] }) } satisfies ActivityPort,
    connections: { get: () => Promise.resolve(connection) } as unknown as ConnectionPort,
    nameOf: () => 'payments',
    aliasesOf: () => [],
    isPinned: () => false,
    edits: editStore(memoryStore()),
    now: () => 60_000,
    allow: (change) => Promise.resolve(void calls.push(`allow ${change}`)),
    savePolicy: ({ text }) => Promise.resolve(void calls.push(`put ${text}`)).then(() => true),
    changed: () => Promise.resolve(void calls.push('changed')),
    ...ports,
  });
  return { session, calls };
}

/** Waits until nothing is on its way any more. */
async function settled({ session }: { session: KeyPageSession }): Promise<void> {
  await expect
    .poll(() => Object.values(session.view.parts).every((part) => part.status !== 'loading'))
    .toBe(true);
}

const denied = new KmsError('denied', 'No.', { operation: 'ListAliases' });

describe('the session of a key page', () => {
  it('reads what the opened tab shows, the key itself, and nothing else', async () => {
    const one = sessionWith();
    expect(one.session.view.tabs).toEqual(keyTabIds);
    one.session.open('tags');
    expect(one.session.view.parts).toEqual({ key: { status: 'loading' }, tags: { status: 'loading' } });
    await settled(one);
    expect(Object.keys(one.session.view.parts)).toEqual(['key', 'tags']);
    expect(one.session.view.parts.tags).toMatchObject({
      status: 'ready',
      value: { tags: [{ key: 'team', value: 'billing' }] },
    });
    expect(one.session.view.tabs).not.toContain('regions');
  });

  it('reads a part once, however often its tab is opened', async () => {
    let asked = 0;
    const one = sessionWith({ aliasesOf: () => Promise.resolve((asked++, [])) });
    one.session.open('aliases');
    one.session.open('aliases');
    await settled(one);
    one.session.open('aliases');
    expect(asked).toBe(1);
  });

  it('tells a part that may not be read from an empty one, keeps the others, and reads it again when asked', async () => {
    let fails = true;
    const one = sessionWith({ aliasesOf: () => (fails ? Promise.reject(denied) : Promise.resolve([])) });
    one.session.open('aliases');
    await settled(one);
    expect(one.session.view.parts).toMatchObject({
      key: { status: 'ready' },
      aliases: { status: 'failed', denied: true, text: expect.stringContaining('kms:ListAliases') as string },
    });
    fails = false;
    one.session.open('aliases');
    await settled(one);
    expect(one.session.view.parts.aliases).toEqual({ status: 'ready', value: [] });
  });

  it('keeps what was shown while it reads again, and when that fails', async () => {
    let fails = false;
    const one = sessionWith({ aliasesOf: () => (fails ? Promise.reject(denied) : Promise.resolve([])) });
    one.session.open('aliases');
    await settled(one);
    fails = true;
    one.session.reload();
    expect(one.session.view.parts.aliases).toEqual({ status: 'ready', value: [], refreshing: true });
    await expect.poll(() => one.session.view.parts.aliases).toMatchObject({ status: 'failed', value: [] });
  });

  it('drops answers to questions that were asked before it was reloaded', async () => {
    const waiting: ((tags: { key: string; value: string }[]) => void)[] = [];
    const one = sessionWith({ listTags: () => new Promise((resolve) => waiting.push(resolve)) });
    one.session.open('tags');
    one.session.reload();
    await expect.poll(() => waiting.length).toBe(2);
    waiting[1]?.([{ key: 'new', value: '' }]);
    await settled(one);
    waiting[0]?.([{ key: 'old', value: '' }]);
    await Promise.resolve();
    expect(one.session.view.parts.tags).toMatchObject({ value: { tags: [{ key: 'new', value: '' }] } });
  });

  it('sets new tags before it removes old ones, after the guard allowed it', async () => {
    const one = sessionWith();
    await one.session.setTags({ set: [{ key: 'stage', value: 'prod' }], remove: ['team'] });
    expect(one.calls).toEqual(['allow Change the tags', 'tag stage', 'untag team', 'changed']);
  });

  it('changes nothing that the guard refuses, or that KMS would', async () => {
    const refused = sessionWith({}, { allow: () => Promise.reject(new KmsError('read-only', 'No.')) });
    await expect(refused.session.setDescription('x')).rejects.toThrow('No.');
    const wrong = sessionWith();
    await expect(wrong.session.setDescription('x'.repeat(8193))).rejects.toThrow(/8192/);
    await expect(wrong.session.setTags({ set: [{ key: 'aws:x', value: '' }], remove: [] })).rejects.toThrow(
      /aws:/,
    );
    expect([...refused.calls, ...wrong.calls]).toEqual([]);
  });

  it('reads again after a change of which only the first half succeeded', async () => {
    const one = sessionWith({ untag: () => Promise.reject(denied) });
    await expect(
      one.session.setTags({ set: [{ key: 'stage', value: '' }], remove: ['team'] }),
    ).rejects.toThrow();
    expect(one.calls).toContain('changed');
  });

  it('forgets what was typed once it is saved, though the page is closed by then, and keeps what is not', async () => {
    const one = sessionWith({ untag: () => Promise.reject(denied) });
    const tags = [{ before: { key: 'team', value: '' }, now: { key: 'team', value: '' }, removed: true }];
    one.session.edits = { description: 'Invoices', tags };
    const saving = one.session.setDescription('Invoices');
    one.session.dispose();
    await saving;
    await expect(one.session.setTags({ set: [], remove: ['team'] })).rejects.toThrow();
    expect(one.session.edits).toEqual({ tags });
  });

  const form = {
    administrators: ['arn:aws:iam::111122223333:role/a'],
    mayDelete: true,
    users: [],
    accounts: [],
  };
  const base = JSON.stringify(programmaticDefaultPolicy('aws', '111122223333'));

  it('saves the console’s form as a policy, and forgets what was typed', async () => {
    const one = sessionWith();
    one.session.edits = { policy: { administrators: [], users: [], accounts: [], mayDelete: false } };
    expect(await one.session.setPolicyForm({ form, base })).toBe(true);
    expect(one.calls).toEqual([expect.stringContaining('Allow access for Key Administrators')]);
    expect(one.session.edits).toEqual({});
  });

  it('reads the key again and keeps what was typed where the person decides against saving', async () => {
    const one = sessionWith({}, { savePolicy: () => Promise.resolve(false) });
    one.session.open('tags');
    await settled(one);
    const edits = { policy: { administrators: [], users: [], accounts: [], mayDelete: false } };
    one.session.edits = edits;
    expect(await one.session.setPolicyForm({ form, base })).toBe(false);
    expect(one.session.view.parts.tags).toMatchObject({ refreshing: true });
    expect(one.session.edits).toEqual(edits);
  });

  it.each([
    ['a text that is no ARN', { ...form, users: ['alice'] }, /not an ARN/],
    ['a group', { ...form, users: ['arn:aws:iam::111122223333:group/g'] }, /group/],
    ['another partition', { ...form, users: ['arn:aws-cn:iam::111122223333:user/u'] }, /partition/],
    ['a short account', { ...form, accounts: ['1234'] }, /12 digits/],
    [
      'an entry that is there twice',
      { ...form, users: [...form.administrators, ...form.administrators] },
      /already/,
    ],
    ['right-to-left text', { ...form, accounts: ['\u202e444455556666'] }, /12 digits/],
    ['markup', { ...form, administrators: ['<img src=x>'] }, /<img src=x>. is not an ARN/],
  ])('puts no policy with %s', async (_, wrong, words) => {
    const one = sessionWith();
    await expect(one.session.setPolicyForm({ form: wrong, base })).rejects.toThrow(words);
    expect(one.calls).toEqual([]);
  });

  it('writes no form into a policy of another shape', async () => {
    const one = sessionWith();
    await expect(one.session.setPolicyForm({ form, base: '{"Statement":[]}' })).rejects.toThrow(
      /Edit its text/,
    );
    expect(one.calls).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../../../src/sessions/policy/language/completions';
import { quickFixesIn, rewritesIn } from '../../../../src/sessions/policy/language/fixes';
import { hoverIn } from '../../../../src/sessions/policy/language/hovers';
import { outlineOf } from '../../../../src/sessions/policy/language/outlines';
import type { PolicyLanguage } from '../../../../src/sessions/policy/language/policyLanguage';
import { renameSid, sidAt } from '../../../../src/sessions/policy/language/renames';
import type { TextDocument } from '../../../../src/sessions/policy/language/text';
import { account, atCursor, document, languageBench, ref, settled } from './languageBench';

const name = '/repo/orders.key-policy.json';

const policy = (use: string): string => `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Root", "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::${account}:root" }, "Action": "kms:*", "Resource": "*" },
    { "Sid": "Use", "Effect": "Deny", "Principal": { "AWS": "arn:aws:iam::${account}:role/App" }, ${use} }
  ]
}
`;

const template = (use: string): string => `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Sid: Root
            Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
          - Sid: Use
            Effect: Allow
            Principal: { AWS: !GetAtt Role.Arn }
            Resource: '*'
            Action: ${use}
`;

/** A text that says how often it was looked at. */
function counted(one: TextDocument): { document: TextDocument; looks: () => number } {
  let looks = 0;
  const { uri, version, languageId } = one;
  const watched: TextDocument = {
    ...{ uri, version, languageId },
    get text() {
      looks++;
      return one.text;
    },
  };
  return { document: watched, looks: () => looks };
}

const codes = async (language: PolicyLanguage, one: TextDocument): Promise<string[]> =>
  (await language.findings(one)).map(({ finding }) => finding.code);

describe('what is a key policy', () => {
  const misspelt = policy('"Action": "kms:Decryptt", "Resource": "*"');

  it.each([
    ['a file named so', name, misspelt],
    ['a template that holds one', '/repo/stack.yaml', template('kms:Decryptt')],
  ])('is %s', async (_, file, text) => {
    const { language } = languageBench();
    const found = await language.findings(document(file, text));
    expect(
      found.map(({ finding: { code, span } }) => [code, text.slice(span.start, span.end)]),
    ).toContainEqual(['INVALID_ACTION', file === name ? '"kms:Decryptt"' : 'kms:Decryptt']);
  });

  it('is what somebody says is one, as long as they say so', async () => {
    const { language } = languageBench();
    const file = document('/repo/anything.json', misspelt);
    expect(await codes(language, file)).toEqual([]);
    await language.bindings.treat(file.uri, true);
    expect(await codes(language, file)).toContain('INVALID_ACTION');
    expect(language.documents.isPolicy(file)).toBe(true);
    await language.bindings.forget(file.uri);
    expect(language.bindings.isTreated(file.uri)).toBe(false);
    await language.bindings.treat(file.uri, true);
    await language.bindings.treat(file.uri, false);
    expect(await codes(language, file)).toEqual([]);
  });

  it('is a file that the setting names, from when it does', async () => {
    let files: string[] = [];
    const { language } = languageBench({ policyFiles: () => files });
    const file = document('/repo/cmk-orders.json', misspelt);
    expect(await codes(language, file)).toEqual([]);
    files = ['cmk-*.json'];
    language.readAgain();
    expect(await codes(language, file)).toContain('INVALID_ACTION');
  });

  it.each([
    ['the side of a diff', { ...document(name, misspelt), uri: 'git:/repo/orders.key-policy.json' }],
    ['a program', { ...document('/repo/a.ts', misspelt), languageId: 'typescript' }],
  ])('is not %s, whose text is not even looked at', async (_, one) => {
    const { language } = languageBench();
    const { document: watched, looks } = counted(one);
    expect(await codes(language, watched)).toEqual([]);
    expect(language.documents.isPolicy(watched)).toBe(false);
    expect(looks()).toBeLessThanOrEqual(1);
  });
});

describe('findings', () => {
  it('are made once for each version, for all who ask', async () => {
    const { language } = languageBench();
    const first = document(name, policy('"Action": "kms:Decryptt", "Resource": "*"'));
    const [a, b] = await Promise.all([language.findings(first), language.findings(first)]);
    expect(a).toBe(b);
    expect(await language.findings({ ...first })).toBe(a);
    const second = { ...first, version: 2, text: policy('"Action": "kms:Decrypt", "Resource": "*"') };
    expect(await codes(language, second)).not.toContain('INVALID_ACTION');
  });

  it('follow what is found out about the key, with the same text', async () => {
    const { language } = languageBench();
    const file = document(name, policy('"Action": "kms:Sign", "Resource": "*"'));
    const before = await language.findings(file);
    await language.bindings.bind(file.uri, ref);
    let outdated = 0;
    language.onDidOutdate(() => outdated++);
    await language.findings(file);
    await settled();
    expect(outdated).toBeGreaterThan(0);
    const after = await language.findings(file);
    // An encryption key signs nothing: that can only be said once the key is known.
    const added = after.filter(
      ({ finding }) => !before.some(({ finding: other }) => other.code === finding.code),
    );
    expect(added.map(({ finding }) => finding.code)).not.toEqual([]);
  });

  it('have the level that the setting gives them, for some files only', async () => {
    const { language, state } = languageBench();
    const file = document(name, policy('"Action": "kms:Decryptt", "Resource": "*"'));
    const level = async (): Promise<string | undefined> =>
      (await language.findings(file)).find(({ finding }) => finding.code === 'INVALID_ACTION')?.level;
    expect(await level()).toBe('error');
    state.checks = { INVALID_ACTION: 'info' };
    expect(await level()).toBe('error');
    language.judgeAgain();
    expect(await level()).toBe('info');
    state.checks = { 'orders.*': { INVALID_ACTION: 'off' } };
    language.judgeAgain();
    expect(await level()).toBeUndefined();
  });

  it('are forgotten with a document that is closed', async () => {
    const { language } = languageBench();
    const file = document(name, policy('"Action": "kms:Decryptt", "Resource": "*"'));
    const before = await language.findings(file);
    language.documents.forget(file.uri);
    expect(await language.findings(file)).not.toBe(before);
  });
});

describe('completion', () => {
  const labels = async (language: PolicyLanguage, file: string, text: string, trigger?: string) => {
    const { document: one, offset } = atCursor(file, text);
    return (await completionsAt(language, one, { offset, trigger }))?.map(
      ({ completion }) => completion.label,
    );
  };

  it('replaces all of a half-typed string', async () => {
    const { language } = languageBench();
    const { document: one, offset } = atCursor(name, policy('"Action": ["kms:De|"], "Resource": "*"'));
    const offers = (await completionsAt(language, one, { offset })) ?? [];
    const { edit } = offers.find(({ completion }) => completion.label === 'kms:Decrypt') ?? {};
    expect(edit && one.text.slice(edit.span.start, edit.span.end)).toBe('"kms:De"');
    expect(edit?.newText).toBe('"kms:Decrypt"');
  });

  it('writes what a template’s language writes, and goes on after a blank there', async () => {
    const { language } = languageBench();
    expect(await labels(language, '/repo/stack.yaml', template('|'), ' ')).toContain('kms:Decrypt');
    expect(await labels(language, name, policy('"Action": |'), ' ')).toBeUndefined();
    const { document: one, offset } = atCursor('/repo/other.yaml', template('kms:Dec|'));
    const offers = (await completionsAt(language, one, { offset })) ?? [];
    expect(offers.find(({ completion }) => completion.label === 'kms:Decrypt')?.edit.newText).toBe(
      'kms:Decrypt',
    );
  });

  it('offers whole policies at an empty KeyPolicy of a template in JSON', async () => {
    const { language } = languageBench();
    const text = (rest: string) =>
      `{ "Resources": { "Key": { "Type": "AWS::KMS::Key", "Properties": {\n  "KeyPolicy": |${rest} } } } }`;
    for (const [index, rest] of ['', ',\n  "Enabled": true', '\n  "Enabled": true'].entries()) {
      const { document: one, offset } = atCursor(`/repo/stack${String(index)}.json`, text(rest));
      const offers = (await completionsAt(language, one, { offset })) ?? [];
      const whole = offers.find(({ completion }) => completion.label.startsWith('Key policy:'));
      expect(whole?.edit.span).toEqual({ start: offset, end: offset });
      expect(whole?.edit.newText).toMatch(/^\{[^]*"Statement"/);
    }
    // Behind a value there is nothing to begin.
    const behind = (await labels(language, '/repo/full.json', text(' {}'))) ?? [];
    expect(behind.filter((label) => label.startsWith('Key policy:'))).toEqual([]);
  });

  it('offers the users and roles of the key’s account once they are listed', async () => {
    const { language } = languageBench();
    await language.bindings.bind(`file://${name}`, ref);
    const text = policy('"Action": "kms:Decrypt"').replace(`"arn:aws:iam::${account}:role/App"`, '"|"');
    await labels(language, name, text);
    await settled();
    expect(await labels(language, name, text)).toContainEqual(expect.stringContaining('App'));
  });

  it('offers nothing in other files, nor to who has moved on', async () => {
    const { language } = languageBench();
    expect(await labels(language, '/repo/package.json', '{ "|": 1 }')).toBeUndefined();
    const { document: one, offset } = atCursor(name, policy('"Action": "|"'));
    const signal = AbortSignal.abort();
    expect(await completionsAt(language, one, { offset, signal })).toBeUndefined();
  });
});

describe('a place of a policy', () => {
  it.each(['${account_id}', '${principal_arn}', 'arn:aws:iam::${account_id}:root', '<account-id>'])(
    'is explained as a placeholder where it is one: %s',
    async (principal) => {
      const { language } = languageBench();
      const text = policy('"Action": "kms:Decrypt"').replace(
        `"arn:aws:iam::${account}:role/App"`,
        `"|${principal}"`,
      );
      const { document: one, offset } = atCursor(name, text);
      const hover = await hoverIn(language, one, offset);
      expect(hover?.markdown).toContain('A placeholder, which is filled in before the policy is saved.');
      expect(hover?.markdown).not.toContain('Not a principal');
      expect(hover && one.text.slice(hover.span.start, hover.span.end)).toBe(`"${principal}"`);
    },
  );

  it.each([
    ['a policy', name, policy('"Action": "kms:Dec|rypt", "Resource": "*"'), '"kms:Decrypt"'],
    ['a template', '/repo/stack.yaml', template('kms:Dec|rypt'), 'kms:Decrypt'],
  ])('is explained in %s, with its place in the file', async (_, file, text, about) => {
    const { language } = languageBench();
    const { document: one, offset } = atCursor(file, text);
    const hover = await hoverIn(language, one, offset);
    expect(hover?.markdown).toContain('Decrypt');
    expect(hover && one.text.slice(hover.span.start, hover.span.end)).toBe(about);
    expect(await hoverIn(language, one, 0)).toBeUndefined();
  });

  it('can be gone to by the names of the statements', async () => {
    const { language } = languageBench();
    const one = document('/repo/stack.yaml', template('kms:Decrypt'));
    const entries = await outlineOf(language, one);
    expect(
      entries.map(({ name: sid, selection }) => [sid, one.text.slice(selection.start, selection.end)]),
    ).toEqual([
      ['Root', 'Root'],
      ['Use', 'Use'],
    ]);
  });

  it('that is a Sid can be renamed, but not to one that is taken', async () => {
    const { language } = languageBench();
    const { document: one, offset } = atCursor(
      name,
      policy('"Action": "kms:Decrypt"').replace('"Use"', '"U|se"'),
    );
    const found = await sidAt(language, one, offset);
    if (!found) throw new Error('There is a Sid.');
    expect(one.text.slice(found.name.start, found.name.end)).toBe('Use');
    const [edit, ...others] = await renameSid(found, 'Use of the "key"');
    expect(others).toEqual([]);
    expect(edit?.newText).toBe('"Use of the \\"key\\""');
    await expect(renameSid(found, 'Root')).rejects.toMatchObject({ reason: 'already-exists' });
    expect(await sidAt(language, one, 0)).toBeUndefined();
  });
});

describe('changes that are offered', () => {
  const nameOfAll = (count: number, code: string): string => `all ${count} ${code}`;

  it('answer the findings at the place, then all of a kind in the file', async () => {
    const { language } = languageBench();
    const one = document(name, policy('"Action": ["kms:Decryptt", "kms:Encryptt"], "Resource": "*"'));
    const at = one.text.indexOf('kms:Decryptt');
    const fixes = await quickFixesIn(language, one, { start: at, end: at }, nameOfAll);
    const [preferred] = fixes.filter((fix) => fix.preferred);
    expect(preferred?.change.edits.map(({ newText }) => newText)).toEqual(['"kms:Decrypt"']);
    expect(preferred?.judged?.finding.code).toBe('INVALID_ACTION');
    const all = fixes.at(-1);
    expect(all).toMatchObject({ preferred: false, change: { title: 'all 2 INVALID_ACTION' } });
    expect(all?.change.edits.map(({ newText }) => newText)).toEqual(['"kms:Decrypt"', '"kms:Encrypt"']);
    expect(await quickFixesIn(language, one, { start: 0, end: 0 }, nameOfAll)).toEqual([]);
  });

  it('rewrite what stands there, in a template within the policy', async () => {
    const { language } = languageBench();
    const { document: one, offset } = atCursor('/repo/stack.yaml', template('[kms:Enc|rypt, kms:Decrypt]'));
    const start = one.text.indexOf('KeyPolicy');
    for (const { edits } of await rewritesIn(language, one, { start: offset, end: offset }))
      for (const { span } of edits) expect(span.start).toBeGreaterThan(start);
    expect(await rewritesIn(language, one, { start: 0, end: 0 })).toEqual([]);
    const json = atCursor(name, policy('"Action": "kms:Dec|rypt", "Resource": "*"'));
    const changes = await rewritesIn(language, json.document, { start: json.offset, end: json.offset });
    expect(changes.length).toBeGreaterThan(0);
  });
});

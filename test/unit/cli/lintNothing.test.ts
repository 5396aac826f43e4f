import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/policy/lint';
import { sarifReport } from '../../../src/cli/sarif';
import { lintFile } from '../../../src/cli/lintFiles';

const account = 'arn:aws:iam::111122223333:root';
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }],
};
const yaml = `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: ${account} }
            Action: 'kms:*'
            Resource: '*'
`;

/** The findings as they are printed, each with the text at its place. */
async function lint(file: string, text: string): Promise<string[]> {
  const io = {
    out: () => undefined,
    err: () => undefined,
    read: () => Promise.resolve(text),
    now: () => 0,
  };
  const { findings } = await lintFile(file, io);
  return findings.map(({ severity, code, span }: Finding) =>
    `${severity} ${code} ${text.slice(span.start, span.end)}`.trim(),
  );
}

describe('a check that reads nothing', () => {
  it('finds nothing in a template that is right', async () => {
    expect(await lint('a.yaml', yaml)).toEqual([]);
    expect(await lint('a.yaml', 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n')).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['an asterisk without quotes', yaml.replace("Resource: '*'", 'Resource: *'), 'error JSON_SYNTAX_ERROR'],
    ['a list that is not closed', yaml.replace("'kms:*'", '[kms:Decrypt'), 'error JSON_SYNTAX_ERROR'],
    ['a broken template without keys', 'Resources:\n  Topic: [a\n', 'error JSON_SYNTAX_ERROR'],
    ['a quote that is not closed', yaml.replace("'kms:*'", '"kms:*'), 'error JSON_SYNTAX_ERROR'],
    ['a broken line before the keys', `Parameters: {\n${yaml}`, 'error JSON_SYNTAX_ERROR'],
    ['an alias of nothing', yaml.replace("Resource: '*'", 'Resource: *all'), 'error JSON_SYNTAX_ERROR *all'],
    [
      'a name that is there twice in a statement',
      yaml.replace('Action:', 'Action: kms:Encrypt\n            Action:'),
      'error JSON_SYNTAX_ERROR Action',
    ],
    [
      'Resources twice',
      `${yaml}Resources:\n  Other:\n    Type: AWS::SNS::Topic\n`,
      'error JSON_SYNTAX_ERROR Resources',
    ],
    ['a template in which no key is found', yaml.replace('Resources:', 'Stuff:'), 'info KMS_NO_KEY_POLICY'],
    ['YAML of another kind', 'a: 1\n', 'info KMS_NO_KEY_POLICY'],
    ['a template that is too large', yaml + '#'.repeat(1_100_000), 'error KMS_TEMPLATE_NOT_READ'],
  ])('says so of %s', async (_, text, expected) => {
    expect((await lint('a.yaml', text)).join('\n')).toContain(expected);
  });

  it('says once what is the cause of many', async () => {
    expect(await lint('a.yaml', `Parameters: {\n${yaml}`)).toHaveLength(1);
  });

  it('leaves names that are there twice in other resources to other tools', async () => {
    const other = '  Topic:\n    Type: AWS::SNS::Topic\n    Type: AWS::SNS::Topic\n';
    expect(await lint('a.yaml', yaml + other)).toEqual([]);
  });

  it('reads quoted texts that are indented less at their end, as CloudFormation does', async () => {
    const role = `  Other:\n    Type: AWS::IAM::Policy\n    Properties:\n      Policy: !Sub '{\n        "a": 1\n    }'\n`;
    const wrong = yaml.replace('Resources:\n', `Resources:\n${role}`).replace("'kms:*'", 'kms:Decrpt');
    expect(await lint('a.yaml', wrong)).toContain('error INVALID_ACTION kms:Decrpt');
    expect(await lint('a.yaml', wrong.replaceAll('\n', '\r\n'))).toContain('error INVALID_ACTION kms:Decrpt');
  });

  it.each<[string, string, string[]]>([
    ['a file of a build', '{"version": "36.0.0", "artifacts": {}}', ['info KMS_NO_KEY_POLICY']],
    ['a list of other things', '[1, {"a": 2}]', ['info KMS_NO_KEY_POLICY']],
  ])('says once of %s that no key policy is in it', async (_, text, expected) => {
    expect(await lint('a.json', text)).toEqual(expected);
  });

  it('still takes for a policy what was to be one', async () => {
    const misspelt = JSON.stringify({ statement: policy.Statement });
    expect((await lint('a.json', misspelt)).join()).toContain('error INVALID_POLICY_ELEMENT "statement"');
    expect((await lint('a.json', '{}')).join()).toContain('error MISSING_STATEMENT');
    expect((await lint('my.key-policy.json', '{"a": 1}')).join()).toContain('error');
    expect((await lint('a.json', '{"Resources": {"Key": ')).join()).toContain('error');
  });

  it('reads what get-key-policy prints, each finding at its place', async () => {
    const answer = { Policy: JSON.stringify(policy, undefined, 1), PolicyName: 'default' };
    const text = JSON.stringify(answer, undefined, 2);
    expect(await lint('a.json', text)).toEqual(['info KMS_POLICY_IS_TEXT "']);
    const wrong = await lint('a.json', text.replace('kms:*', 'kms:Decrpt'));
    expect(wrong).toContain('error INVALID_ACTION \\"kms:Decrpt\\"');
    expect(await lint('a.json', JSON.stringify(answer.Policy))).toEqual(['info KMS_POLICY_IS_TEXT "']);
  });

  it('writes fixes into the text of such an answer that keep it JSON', async () => {
    const wrong = { ...policy, Statement: [{ ...policy.Statement[0], Action: 'kms:Decrpt' }] };
    const text = JSON.stringify({ Policy: JSON.stringify(wrong) });
    const io = {
      out: () => undefined,
      err: () => undefined,
      read: () => Promise.resolve(text),
      now: () => 0,
    };
    const { findings } = await lintFile('a.json', io);
    const [edit] = findings.find(({ code }) => code === 'INVALID_ACTION')?.fixes()[0]?.edits ?? [];
    if (!edit) throw new Error('There is no fix.');
    const fixed = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
    const inner = JSON.parse((JSON.parse(fixed) as { Policy: string }).Policy) as typeof policy;
    expect(inner.Statement[0]?.Action).toBe('kms:Decrypt');
  });
});

describe('findings about the file itself', () => {
  it.each([
    ['no key policy', 'a.json', '[1]', 'KMS_NO_KEY_POLICY'],
    ['a template that is too large', 'a.yaml', yaml + '#'.repeat(1_100_000), 'KMS_TEMPLATE_NOT_READ'],
    ['a policy as text', 'a.json', JSON.stringify({ Policy: JSON.stringify(policy) }), 'KMS_POLICY_IS_TEXT'],
  ])('have a rule in SARIF: %s', async (_what, file, text, code) => {
    const io = {
      out: () => undefined,
      err: () => undefined,
      read: () => Promise.resolve(text),
      now: () => 0,
    };
    const report = sarifReport([await lintFile(file, io)], '1') as {
      runs: [
        { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number }[] },
      ];
    };
    const [{ tool, results }] = report.runs;
    expect(results.map(({ ruleId }) => ruleId)).toContain(code);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });
});

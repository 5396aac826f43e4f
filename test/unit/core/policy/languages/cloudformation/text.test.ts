import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../../../src/core/policy/fixes/fix';
import { hoverAt } from '../../../../../../src/core/policy/hover/hover';
import { findingsIn } from '../../../../../../src/core/policy/languages/findings';
import { policyAt } from '../../../../../../src/core/policy/languages/language';
import { offeredIn, readingOf, templateLanguage } from '../read';

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "It's the account",
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "kms:*",
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/App" },
      "Action": "kms:Decript",
      "Resource": "*"
    }
  ]
}`;

const at = (indent: string, text: string): string => text.replace(/^(?=.)/gm, indent);
const yaml = (value: string): string =>
  `Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy: ${value}\n      Description: after\n`;
const filled = policy.replaceAll('arn:aws:iam::111122223333', 'arn:${AWS::Partition}:iam::${AWS::AccountId}');

/** The same policy in every way in which a template can have it as text. */
const ways: Record<string, string> = {
  'a literal block': yaml(`|\n${at('        ', policy)}`),
  'a literal block without its last line end': yaml(`|-\n${at('          ', policy)}`),
  'a folded block': yaml(`>\n${at('        ', policy)}`),
  'a block with CR LF': yaml(`|\n${at('        ', policy)}`).replaceAll('\n', '\r\n'),
  'single quotes': yaml(`'${at('        ', policy.replaceAll("'", "''")).trimStart()}'`),
  'single quotes on one line': yaml(`'${policy.replaceAll("'", "''").replace(/\s*\n\s*/g, ' ')}'`),
  'double quotes': yaml(JSON.stringify(policy)),
  'quotes that end on a line indented less': yaml(`'${policy.replaceAll("'", "''")}'`),
  'Fn::Sub over a block': yaml(`!Sub |\n${at('        ', filled)}`),
  'Fn::Sub with variables': yaml(`!Sub\n        - |\n${at('          ', filled)}\n        - {Name: b}`),
  'the long form of Fn::Sub': yaml(`\n        Fn::Sub: |\n${at('          ', filled)}`),
  'one branch of a condition': yaml(
    `!If\n        - Strict\n        - |\n${at('          ', policy)}\n        - !Ref AWS::NoValue`,
  ),
  'a JSON template': JSON.stringify(
    { Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy } } } },
    null,
    2,
  ),
  'Fn::Sub in a JSON template': JSON.stringify({
    Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { 'Fn::Sub': filled } } } },
  }),
};

const formatOf = (text: string) => (text.startsWith('{') ? 'json' : 'yaml');
const findings = async (text: string) => findingsIn(await readingOf(text, formatOf(text)));

describe.each(Object.entries(ways))('a policy as text: %s', (_, text) => {
  it('is checked at its place', async () => {
    const found = (await findings(text)).filter(({ severity }) => severity === 'error');
    expect(found.map(({ code }) => code)).toEqual(['INVALID_ACTION']);
    const span = found[0]?.span ?? { start: 0, end: 0 };
    expect(text.slice(span.start, span.end).replaceAll('\\', '')).toBe('"kms:Decript"');
  });

  it('takes fixes, also of several lines, in its own writing', async () => {
    const [wrong] = (await findings(text)).filter(({ code }) => code === 'INVALID_ACTION');
    const corrected = applyEdits(text, wrong?.fixes()[0]?.edits ?? []);
    expect((await findings(corrected)).filter(({ severity }) => severity === 'error')).toEqual([]);
    const bare = corrected.replace(/(\\?")Version\1: \1[\d-]+\1,/, '');
    const [version] = (await findings(bare)).filter(({ code }) => code === 'MISSING_VERSION');
    const whole = applyEdits(bare, version?.fixes()[0]?.edits ?? []);
    expect((await findings(whole)).map(({ code }) => code)).toEqual(
      (await findings(corrected)).map(({ code }) => code),
    );
    expect(whole).toContain('2012-10-17');
    if (text.includes('Description')) expect(whole).toMatch(/\n {6}Description: after/);
  });

  it('has hovers at exact places', async () => {
    const offset = text.indexOf('kms:Decript') - 30;
    const policies = (await templateLanguage(formatOf(text)).read(text)).policies;
    const one = policyAt(policies, offset);
    const star = text.indexOf('kms:*') + 2;
    const hover = one && hoverAt(one.document, one.fromFile(star));
    const span = hover && one.toFile(hover.span);
    expect(span && text.slice(span.start, span.end).replaceAll('\\', '')).toBe('"kms:*"');
  });
});

describe('a policy as text for Fn::Sub', () => {
  it('has holes for what is filled in, whole values too', async () => {
    const text = yaml(
      `!Sub |\n        {"Version": "2012-10-17", "Statement": [\${Statement}, {"Effect": "Deny", "Principal": {"AWS": \${Who}}, "Action": "kms:*", "Resource": "*", "Condition": {"StringEquals": {"\${Issuer}:sub": "a"}, "StringNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/\${!aws:PrincipalTag/team}"}}}]}`,
    );
    expect((await findings(text)).filter(({ severity }) => severity === 'error')).toEqual([]);
    const [one] = (await readingOf(text, 'yaml')).policies;
    const [statement] = one?.document.statements ?? [];
    expect(statement?.principal?.value).toMatchObject({ members: [{ value: { kind: 'hole' } }] });
    expect(statement?.condition?.value).toMatchObject({
      members: [
        { value: { kind: 'hole' } },
        {
          value: {
            members: [{ value: { value: 'arn:aws:iam::111122223333:role/${aws:PrincipalTag/team}' } }],
          },
        },
      ],
    });
  });

  it('names the account of the stack in completions', async () => {
    const text = yaml(
      `!Sub |\n${at('        ', filled.replace('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/App', '@'))}`,
    );
    const { accept } = await offeredIn(text.replace('@', '|').replace('!Sub |', '!Sub >'), 'yaml');
    expect(accept('${AWS::AccountId} (account)')).toContain(
      '"Principal": { "AWS": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" }',
    );
  });
});

describe('other values of KeyPolicy', () => {
  it.each([
    ['a reference', '!Ref Policy'],
    ['text that is put together', "!Join ['', ['{\"Version\":', '}']]"],
    ['what a macro makes', '{Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://a/b}}}'],
    ['a text of an alias', '*policy'],
  ])('%s says nothing, and nothing is said of it', async (_, value) => {
    const text = `Metadata: {Policy: &policy '{"Statement": []}'}\n${yaml(value)}`;
    expect(await findings(text)).toEqual([]);
  });

  it('a map that becomes text is read as a map', async () => {
    const text = yaml(
      "\n        Fn::ToJsonString:\n          Version: '2012-10-17'\n          Statement: {Effect: Allow, Principal: {AWS: !GetAtt Role.Arn}, Action: kms:Decript, Resource: '*'}",
    );
    expect((await findings(text)).map(({ code }) => code)).toContain('INVALID_ACTION');
  });
});

describe('what the parser of CloudFormation takes', () => {
  const key = yaml(
    "{Version: 2012-10-17, Statement: {Effect: Allow, Principal: '*', Action: kms:Decript, Resource: '*'}}",
  ).replace('Resources:\n', '');
  it.each([
    ['quotes whose last line is indented less', "      A: '{\n      }'"],
    ['quotes with lines at the margin', '      A: !Sub \'{\n"a": 1\n}\''],
    ['double quotes with lines at the margin', '      A: "a\nb\n"'],
    ['brackets that close at the margin', '      A: {\n  b: 1\n}'],
    ['a list whose entries are at the margin', '      A: [\n1,\n2\n]'],
    ['brackets on the column of their name', '      A: [\n        1\n      ]'],
  ])('%s hides nothing', async (_, lines) => {
    for (const eol of ['\n', '\r\n']) {
      const text =
        `Resources:\n  Other:\n    Type: AWS::IAM::Policy\n    Properties:\n${lines}\n${key}`.replaceAll(
          '\n',
          eol,
        );
      const found = await findings(text);
      expect(found.map(({ code }) => code)).toContain('INVALID_ACTION');
      expect(found.map(({ code }) => code)).not.toContain('JSON_SYNTAX_ERROR');
    }
  });

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['CR LF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['several documents', (text: string) => `---\n${text}---\nother: 1\n`],
    ['a tab behind a value', (text: string) => text.replace('after', 'after\t# note')],
  ])('%s changes no finding', async (_, change) => {
    const text = `Resources:\n${key}`;
    const codes = async (source: string) => (await findings(source)).map(({ code }) => code);
    expect(await codes(change(text))).toEqual(await codes(text));
  });
});

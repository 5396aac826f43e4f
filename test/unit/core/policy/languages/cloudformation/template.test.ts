import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../../../src/core/policy/document';
import type { HostedPolicy } from '../../../../../../src/core/policy/languages/language';
import { mayHoldKeyPolicy, readingOf, templatePolicies } from '../read';

/** A tree without places: strings as they are, a hole as `<name>`. */
function plain(value: Value | undefined): unknown {
  if (!value) return undefined;
  if (value.kind === 'object')
    return Object.fromEntries(value.members.map(({ key, value: held }) => [key.value, plain(held)]));
  if (value.kind === 'array') return value.items.map(plain);
  if (value.kind === 'hole') return `<${value.name}>`;
  return value.kind === 'null' ? null : value.value;
}

const whole = (policies: HostedPolicy[]) => policies.filter(({ part }) => !part);
const root = (policy: HostedPolicy | undefined) => plain(policy?.document.root);
const sourceOf = (text: string, value: Value | undefined) =>
  value ? text.slice(value.span.start, value.span.end) : undefined;

const yaml = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Admin: { Type: String }
Conditions:
  HasPartner: !Not [!Equals [!Ref Partner, '']]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: KeyPolicy
  PaymentsKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: 2012-10-17
        Id: payments
        Statement:
          - Sid: Enable IAM User Permissions
            Effect: Allow
            Principal:
              AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'
            Action: kms:*
            Resource: '*'
          - Sid: Administrators
            Effect: Allow
            Principal: { AWS: [!GetAtt AdminRole.Arn, !Ref Admin] }
            Action:
              - kms:Create*
              - "kms:Describe*"
            Resource: !Sub '*'
          - !If
            - HasPartner
            - Sid: Partner
              Effect: Allow
              Principal: { AWS: 444455556666 }
              Action: kms:Decrypt
              Resource: '*'
            - !Ref AWS::NoValue
`;

describe('templatePolicies in YAML', () => {
  it('reads the policy with intrinsics as holes, and numbers as the text that CloudFormation makes of them', async () => {
    const [policy] = whole(await templatePolicies(yaml, 'yaml'));
    expect(policy).toMatchObject({
      reason: { type: 'AWS::KMS::Key', resource: 'PaymentsKey', property: 'KeyPolicy' },
    });
    expect(root(policy)).toEqual({
      Version: '2012-10-17',
      Id: 'payments',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: '<Fn::Sub>' },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Sid: 'Administrators',
          Effect: 'Allow',
          Principal: { AWS: ['<Fn::GetAtt>', '<Ref>'] },
          Action: ['kms:Create*', 'kms:Describe*'],
          Resource: '*',
        },
        '<Fn::If>',
      ],
    });
  });

  it('offers a statement inside Fn::If as a part that can be judged for itself', async () => {
    const parts = (await templatePolicies(yaml, 'yaml')).filter(({ part }) => part);
    expect(parts).toHaveLength(1);
    expect(root(parts[0])).toMatchObject({
      Version: '2012-10-17',
      Statement: { Sid: 'Partner', Principal: { AWS: '444455556666' } },
    });
  });

  it('places every value where it is in the template, quotes included, line ends CR LF or not', async () => {
    for (const text of [yaml, yaml.replaceAll('\n', '\r\n')]) {
      const [policy] = whole(await templatePolicies(text, 'yaml'));
      const [first, second] = policy?.document.statements ?? [];
      expect(sourceOf(text, first?.sid?.value)).toBe('Enable IAM User Permissions');
      expect(sourceOf(text, first?.resource?.value)).toBe("'*'");
      const actions = second?.action?.value;
      expect(actions?.kind === 'array' && actions.items.map((item) => sourceOf(text, item))).toEqual([
        'kms:Create*',
        '"kms:Describe*"',
      ]);
      expect(sourceOf(text, second?.value)).toMatch(/^Sid: Administrators[^]*Resource: !Sub '\*'$/);
      expect(text.charAt(first?.effect?.colon ?? 0)).toBe(':');
    }
  });

  it('follows aliases and merges, and names the places that are only borrowed', async () => {
    const text = `
Metadata:
  Use: &use [kms:Encrypt, kms:Decrypt]
  Base: &base
    Effect: Allow
    Resource: '*'
Resources:
  Key:
    Type: AWS::KMS::ReplicaKey
    Properties:
      KeyPolicy:
        Statement:
          - <<: *base
            Effect: Deny
            Principal: '*'
            Action: *use
`;
    const [policy] = await templatePolicies(text, 'yaml');
    expect(root(policy)).toEqual({
      Statement: [{ Effect: 'Deny', Principal: '*', Action: ['kms:Encrypt', 'kms:Decrypt'], Resource: '*' }],
    });
    for (const alias of ['*use', '*base']) {
      const start = text.indexOf(alias);
      expect(policy?.write([{ span: { start, end: start + alias.length }, newText: 'x' }])).toBeUndefined();
    }
    expect(sourceOf(text, policy?.document.statements[0]?.action?.value)).toBe('*use');
  });

  it('survives an alias that contains itself', async () => {
    const text =
      'Resources:\n  K:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy: &p\n        Statement: *p\n';
    await expect(templatePolicies(text, 'yaml')).resolves.toHaveLength(1);
  });

  it('reads block scalars, flow style and long intrinsics', async () => {
    const text = `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": {"Fn::Join": ["", ["arn:aws:iam::", {"Ref": "AWS::AccountId"}, ":root"]]}},
        "Action": "kms:*", "Resource": "*"}]}
  Other:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          Sid: >-
            folded
            name
          Effect: |
            Allow
`;
    const [flow, block] = await templatePolicies(text, 'yaml');
    expect(root(flow)).toMatchObject({ Statement: [{ Principal: { AWS: '<Fn::Join>' } }] });
    expect(root(block)).toEqual({ Statement: { Sid: 'folded name', Effect: 'Allow\n' } });
  });

  it('keeps what is half typed: a member without value, an action that is only a prefix', async () => {
    const text = `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect:
            Action:
              - kms:
              - kms:Decrypt
            Res
`;
    const [policy] = await templatePolicies(text, 'yaml');
    const [statement] = policy?.document.statements ?? [];
    expect(statement?.effect).toBeDefined();
    expect(statement?.effect?.value).toBeUndefined();
    expect(plain(statement?.action?.value)).toEqual(['kms:', 'kms:Decrypt']);
  });

  it('takes both branches of an Fn::If around a whole policy', async () => {
    const text = `
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: !If
        - Strict
        - Id: strict
        - !If [Open, { Id: open }, !Ref AWS::NoValue]
`;
    expect((await templatePolicies(text, 'yaml')).map(root)).toEqual([{ Id: 'strict' }, { Id: 'open' }]);
  });

  it('goes into resources that Fn::ForEach makes', async () => {
    const text = `
Resources:
  Fn::ForEach::Keys:
    - Name
    - [A, B]
    - Key\${Name}:
        Type: AWS::KMS::Key
        Properties:
          KeyPolicy: { Id: each }
`;
    expect((await templatePolicies(text, 'yaml')).map(root)).toEqual([{ Id: 'each' }]);
  });
});

describe('templatePolicies in JSON', () => {
  const json = JSON.stringify(
    {
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { KeyPolicy: { Id: 'not ours' } } },
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: {
            KeyPolicy: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
                  Action: ['kms:*', { Ref: 'More' }],
                  Resource: { 'Fn::Sub': '*' },
                },
              ],
            },
          },
        },
      },
    },
    undefined,
    2,
  );

  it('finds the policy of KMS keys only, with intrinsics as holes', async () => {
    const policies = await templatePolicies(json, 'json');
    expect(policies.map(({ reason }) => reason?.resource)).toEqual(['Key']);
    expect(root(policies[0])).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: '<Fn::Sub>' }, Action: ['kms:*', '<Ref>'], Resource: '*' },
      ],
    });
  });

  it('says nothing of the syntax of the rest of the template', async () => {
    const [policy] = await templatePolicies(json.replace('{', '{ // a comment\n'), 'json');
    expect(policy?.document.problems).toEqual([]);
    expect(policy?.document.embedded).toBe(true);
  });
});

describe('mayHoldKeyPolicy', () => {
  it('rules out other files without parsing them', () => {
    expect(mayHoldKeyPolicy(yaml)).toBe(true);
    expect(mayHoldKeyPolicy('services:\n  web:\n    image: nginx\n')).toBe(false);
    expect(mayHoldKeyPolicy(`AWS::KMS::Key KeyPolicy${' '.repeat(1_100_000)}`)).toBe(false);
  });

  it('reads nothing into broken templates', async () => {
    for (const text of [
      'AWS::KMS::Key KeyPolicy',
      '{"a": [AWS::KMS::Key KeyPolicy',
      '- AWS::KMS::\n-KeyPolicy: [{\n  : }',
    ])
      for (const language of ['yaml', 'json'] as const)
        expect(whole(await templatePolicies(text, language))).toEqual([]);
  });

  it('reads no more through aliases than a template could hold', async () => {
    const twice = '# AWS::KMS::Key KeyPolicy\na: &a [*a, *a]\n';
    const lines = Array.from({ length: 12 }, (_, at) => {
      const before = at === 0 ? 'lol' : `*a${at - 1}`;
      return `a${at}: &a${at} [${Array.from({ length: 9 }, () => before).join(', ')}]`;
    });
    for (const text of [twice, `# AWS::KMS::Key KeyPolicy\n${lines.join('\n')}\n`])
      expect((await readingOf(text, 'yaml')).problems).toHaveLength(1);
  });

  it('are found in each of several YAML documents of one file', async () => {
    const text = `Description: notes\n---\n${yaml}---\n${yaml}`;
    const found = whole(await templatePolicies(text, 'yaml'));
    expect(found.map(({ reason }) => reason?.resource)).toEqual(['PaymentsKey', 'PaymentsKey']);
    const [first, second] = found.map(({ document }) => document.version?.value?.span.start ?? 0);
    expect(text.slice(first).startsWith('2012-10-17')).toBe(true);
    expect((second ?? 0) - (first ?? 0)).toBe(`${yaml}---\n`.length);
  });
});

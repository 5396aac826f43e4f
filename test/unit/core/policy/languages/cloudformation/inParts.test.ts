import fc from '../../../../properties';
import { describe, expect, it } from 'vitest';
import { longForm } from '../../../../../../src/core/policy/languages/cloudformation/intrinsics';
import { policiesIn } from '../../../../../../src/core/policy/languages/cloudformation/template';
import type { HostedPolicy } from '../../../../../../src/core/policy/languages/language';
import type { Tree } from '../../../../../../src/core/policy/languages/tree';
import { readYaml } from '../../../../../../src/core/policy/languages/yaml/read';
import { templateLanguage } from '../read';

const yaml = templateLanguage('yaml');

const template = `# A shop
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Admin: {Type: String}
Resources:
  # The bucket
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: "a: b"
      Tags: [
        {Key: a, Value: b}
      ]

  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Sid: Account
            Effect: Allow
            Principal: {AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root'}
            Action: kms:*
            Resource: "*"
          - !If [A, {Effect: Deny, Principal: '*', Action: kms:Decrypt, Resource: '*'}, !Ref AWS::NoValue]
  Role:
    Type: AWS::IAM::Role
    Metadata: |
      Text: of
        several: lines
    Properties:
      Description: 'it''s
        folded'
  Second:
    Type: AWS::KMS::ReplicaKey
    Properties:
      KeyPolicy: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {AWS: !GetAtt Role.Arn}, Action: kms:Decrypt, Resource: '*'}]}
Outputs:
  Arn: {Value: !GetAtt Key.Arn}
`;

function seen(policies: readonly HostedPolicy[]): unknown {
  return policies.map(({ document: { root, here }, span, part, reason }) => ({
    root,
    here,
    span,
    part,
    reason,
  }));
}

/** What the whole text says, read at once. */
function whole(text: string): { policies: unknown; broken: boolean } {
  const read = (source: string): Tree[] => readYaml(source, longForm);
  const trees = read(text);
  const one = (source: string): Tree => read(source)[0] ?? { borrowed: [], problems: [], duplicates: [] };
  return {
    policies: seen(trees.flatMap((tree) => policiesIn(tree, { text, read: one }))),
    broken: trees.some(({ problems }) => problems.length > 0),
  };
}

const scraps = [
  '\n',
  ' ',
  '  ',
  "'",
  '"',
  ':',
  ': ',
  '- ',
  '#',
  '{',
  '}',
  '[',
  ']',
  '|',
  '\t',
  'x',
  '\n  New:\n    Type: AWS::KMS::Key\n',
  '\n  x: y\n',
  'Resources:',
  '---\n',
  '&a ',
  '*a',
  '\r\n',
  '!Sub ',
  '\uFEFF',
];

const edit = fc.record({
  at: fc.nat(template.length),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(12), fc.nat(200)),
  scrap: fc.constantFrom('', ...scraps),
});

function edited(text: string, { at, length, scrap }: { at: number; length: number; scrap: string }): string {
  return text.slice(0, at) + scrap + text.slice(at + length);
}

describe('a template that is read resource by resource', () => {
  it('says what it says when it is read as a whole, after any edits', async () => {
    let sound = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const text = edits.reduce(edited, template);
        const { policies, broken } = whole(text);
        if (broken) return;
        sound += 1;
        expect(seen((await yaml.read(text)).policies)).toEqual(yaml.mayHoldPolicy(text) ? policies : []);
      }),
      { numRuns: 120, endOnFailure: true },
    );
    expect(sound).toBeGreaterThan(15);
  });

  it.each<[string, string, string, [string, string]?]>([
    ['a sign of a text before the resources', '  # The bucket', '  |'],
    ['a tag before the first section', '# A shop', '!Sub # A shop'],
    ['a value that is marked as such', '\n\n  Key:', '\n: \n  Key:'],
    ['a text in quotes that goes on at the margin', '        folded', '|        folded'],
    [
      'brackets that hold a name at the margin',
      '{Effect: Deny',
      '{\nEffect: Deny',
      ['Outputs:', 'O#utputs:'],
    ],
  ])(
    'says what it says when it is read as a whole with %s',
    async (_, before, after, [also, instead] = ['', '']) => {
      const text = template.replace(before, after).replace(also, instead);
      expect(text).not.toBe(template);
      const { policies, broken } = whole(text);
      expect(broken).toBe(false);
      const read = await yaml.read(text);
      expect(seen(read.policies)).toEqual(policies);
      expect(read.problems).toEqual([]);
    },
  );

  it('says the same whatever was read before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 6 }), async (edits) => {
        let text = template;
        let before = await yaml.read(text);
        for (const one of edits) {
          text = edited(text, one);
          before = await yaml.read(text, before);
          const fresh = await yaml.read(text);
          expect(seen(before.policies)).toEqual(seen(fresh.policies));
          expect(before.problems).toEqual(fresh.problems);
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('still finds the keys where another resource is half typed', async () => {
    for (const half of [
      "      BucketName: 'a",
      '      BucketName: {a: b',
      '      BucketName: "a',
      '      BucketName: *',
    ]) {
      const { policies, problems } = await yaml.read(template.replace('      BucketName: "a: b"', half));
      expect(policies.filter(({ part }) => !part).map(({ reason }) => reason?.resource)).toEqual([
        'Key',
        'Second',
      ]);
      expect(problems).not.toEqual([]);
    }
  });

  it('reads again only what changed', async () => {
    const first = await yaml.read(template);
    const second = await yaml.read(template.replace('kms:Decrypt', 'kms:Encrypt'), first);
    const [before, after] = [first, second].map(
      ({ memory }) => new Set((memory as Map<string, Tree>).values()),
    );
    expect([...(after ?? [])].filter((tree) => before?.has(tree))).toHaveLength((after?.size ?? 0) - 1);
  });
});

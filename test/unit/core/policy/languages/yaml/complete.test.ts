import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../../../../../src/core/policy/hover/hover';
import { cursor } from '../../complete/at';
import { offeredIn, templatePolicies } from '../read';

/** A template whose one statement ends in the lines. */
const template = (...lines: string[]) =>
  [
    'Resources:',
    '  Key:',
    '    Type: AWS::KMS::Key',
    '    Properties:',
    '      KeyPolicy:',
    '        Version: "2012-10-17"',
    '        Statement:',
    '          - Effect: Allow',
    ...lines.map((line) => `            ${line}`),
    '',
  ].join('\n');

const offered = (marked: string) =>
  offeredIn(marked, 'yaml', { accountId: '111122223333', region: 'eu-west-1' });

describe('completion in a YAML template', () => {
  it('writes values without quotes where YAML allows', async () => {
    const { accept } = await offered(template('Action:', '  - kms:De|'));
    expect(accept('kms:Decrypt')).toContain('- kms:Decrypt\n');
    expect((await offered(template('Resource: |'))).accept('*')).toContain("Resource: '*'");
  });

  it('keeps the quotes that are there', async () => {
    expect((await offered(template("Action: 'kms:|'"))).accept('kms:Decrypt')).toContain(
      "Action: 'kms:Decrypt'",
    );
    expect((await offered(template('Action: "kms:|"'))).accept('kms:Decrypt')).toContain(
      'Action: "kms:Decrypt"',
    );
  });

  it('writes entries of lists, also of empty ones', async () => {
    expect((await offered(template('Action:', '  - |'))).accept('kms:Encrypt')).toContain('  - kms:Encrypt');
    expect((await offered(template('Action: [kms:Encrypt, kms:|]'))).accept('kms:Decrypt')).toContain(
      '[kms:Encrypt, "kms:Decrypt"]',
    );
  });

  it('does not take the prefix of an action or a condition key for a name', async () => {
    expect((await offered(template('Action:', '  - kms:|'))).accept('kms:Decrypt')).toContain(
      '  - kms:Decrypt\n',
    );
    expect((await offered(template('Action: kms:|'))).accept('kms:Decrypt')).toContain(
      'Action: kms:Decrypt\n',
    );
    expect(
      (await offered(template('Condition:', '  StringEquals:', '    kms:|'))).accept('kms:CallerAccount'),
    ).toContain('    kms:CallerAccount: !Ref AWS::AccountId\n');
  });

  it('writes names with their colon', async () => {
    expect((await offered(template('Condition:', '  Bo|'))).accept('Bool')).toContain('  Bool:\n');
    expect((await offered(template('Principal:', '  AW|'))).accept('AWS')).toContain(
      "  AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'\n",
    );
    expect((await offered(template('Condition:', '  Bo|: {}'))).accept('Bool')).toContain('Bool: {}');
  });

  it('begins collections on the line below their name, each line on its column', async () => {
    expect((await offered(template('Condition: |'))).accept('Bool')).toContain(
      '            Condition:\n              Bool:\n                \n',
    );
    expect((await offered(template('Principal: |'))).accept('AWS')).toContain(
      "            Principal:\n              AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'\n",
    );
    expect((await offered(template('Action: |'))).accept('[ … ]')).toContain(
      '            Action:\n              - \n',
    );
    expect((await offered(template('Prin|'))).accept('Principal')).toContain(
      "            Principal:\n              AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'\n",
    );
  });

  it('writes statements behind a dash, and as a list where none is there', async () => {
    const statement = `Sid: Allow use by another account
            Effect: Allow
            Principal:
              AWS: !Sub 'arn:\${AWS::Partition}:iam::444455556666:root'
            Action:
              - kms:Encrypt
              - kms:Decrypt
              - 'kms:ReEncrypt*'
              - 'kms:GenerateDataKey*'
              - kms:DescribeKey
            Resource: '*'
          - Sid: Allow another account to attach resources
            Effect: Allow
`;
    const dash = template().replace('Effect: Allow', '|');
    expect((await offered(dash)).accept('Another account: use of the key')).toContain(`- ${statement}`);
    for (const empty of ['        Statement: |\n', '        Statement:\n          |\n'])
      expect(
        (await offered(template().replace(/ {8}Statement:[^]*$/, empty))).accept(
          'Another account: use of the key',
        ),
      ).toContain(`        Statement:\n          - ${statement}`);
  });

  it('writes a whole policy where there is none', async () => {
    for (const empty of ['      KeyPolicy: |\n', '      KeyPolicy:\n        |\n'])
      expect(
        (await offered(template().replace(/ {6}KeyPolicy:[^]*$/, empty))).accept(
          'Key policy: IAM policies of the account decide',
        ),
      ).toContain(`      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Sid: Enable IAM User Permissions
            Effect: Allow
            Principal:
              AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'
            Action: 'kms:*'
            Resource: '*'
`);
  });
});

describe('hovers in a YAML template', () => {
  it('say what they say in JSON', async () => {
    const { text, offset } = cursor(template('Action: kms:Dec|rypt'));
    const [policy] = await templatePolicies(text, 'yaml');
    const hover = policy && hoverAt(policy.document, offset);
    expect(hover?.markdown).toContain('Allows to decrypt');
    expect(hover && text.slice(hover.span.start, hover.span.end)).toBe('kms:Decrypt');
  });
});

import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../../../../../src/core/policy/hover/hover';
import { policyAt } from '../../../../../../src/core/policy/languages/language';
import { templateLanguage } from '../read';

const yaml = (principal: string): string => `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: ${principal}
            Action: kms:Decrypt
            Resource: '*'
            Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId, kms:ViaService: !Sub 's3.\${AWS::Region}.amazonaws.com'}}
`;

const json = (principal: unknown): string =>
  JSON.stringify({
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: {
          KeyPolicy: {
            Statement: { Effect: 'Allow', Principal: principal, Action: 'kms:Decrypt', Resource: '*' },
          },
        },
      },
    },
  });

/** What is said where the word stands last, and of which part of the text. */
async function hoverOn(text: string, word: string): Promise<{ says: string; of: string }> {
  const format = text.startsWith('{') ? 'json' : 'yaml';
  const offset = text.lastIndexOf(word) + 1;
  const policy = policyAt((await templateLanguage(format).read(text)).policies, offset);
  const hover = policy && hoverAt(policy.document, policy.fromFile(offset));
  const span = hover && policy.toFile(hover.span);
  return {
    says: hover?.markdown.replaceAll('\\', '') ?? '',
    of: span ? text.slice(span.start, span.end) : '',
  };
}

describe('a principal that CloudFormation fills in', () => {
  const join = {
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']],
  };
  it.each([
    [yaml("{AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}"), 'arn:${AWS::Part'],
    [yaml("{AWS: {Fn::Sub: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}}"), 'arn:${AWS::Part'],
    [yaml("{AWS: !Sub ['arn:aws:iam::${AWS::AccountId}:root', {A: b}]}"), 'arn:aws'],
    [yaml("{AWS: !Join ['', ['arn:aws:iam::', !Ref 'AWS::AccountId', ':root']]}"), ':root'],
    [yaml('{AWS: !Ref AWS::AccountId}').replace(/ {12}Condition:.*\n/, ''), 'AWS::AccountId'],
    [json({ AWS: join }), 'arn:'],
    [json({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }), 'arn:aws'],
  ])('is said to be the account: %#', async (text, word) => {
    const { says } = await hoverOn(text, word);
    expect(says).toContain("The key's own account ${AWS::AccountId}");
    expect(says).toContain('the account in which the stack is created');
    expect(says).not.toContain('Not a principal');
  });

  it.each([
    [
      "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/App'}",
      'role/App',
      /IAM role \*\*App\*\*.*of account \$\{AWS::AccountId\}/,
    ],
    [
      "{AWS: !Sub 'arn:aws:iam::${Partner}:root'}",
      'root',
      /Another account \$\{Partner\}.*[^]*the parameter Partner/,
    ],
    ['{AWS: !GetAtt Role.Arn}', 'Role.Arn', /^The attribute Arn of the resource Role\.$/],
    ['{AWS: {"Fn::GetAtt": [Role, Arn]}}', 'Role', /^The attribute Arn of the resource Role\.$/],
    ['{AWS: !Ref Admin}', 'Admin', /^The value of the parameter Admin/],
    ['{AWS: !ImportValue shared-role}', 'shared-role', /^A value that another stack exports/],
    ['{AWS: !Select [0, !Ref Roles]}', '!Ref Roles', /^One value of a list/],
    ["{AWS: !Split [',', !Ref Roles]}", 'Roles', /^A list of the parts of a text/],
    ['{AWS: !FindInMap [Roles, Prod, Arn]}', 'Prod', /^A value of a mapping/],
    ['{AWS: !If [A, !Ref B, !Ref AWS::NoValue]}', '!Ref B', /^One of two values/],
    ['{AWS: {Fn::Transform: {Name: M}}}', 'Name', /^What a macro makes of it/],
    ["{AWS: '{{resolve:ssm:/app/role}}'}", '{{res', /^A dynamic reference/],
    ['!Ref AWS::NoValue', 'AWS::NoValue', /^Nothing: the property or the entry is left out/],
  ])('is explained: %s', async (principal, word, says) => {
    const { says: said } = await hoverOn(yaml(principal).replace(/ {12}Condition:.*\n/, ''), word);
    expect(said).toMatch(says);
    expect(said).not.toContain('Not a principal');
  });

  it('is known as the service whose Region or domain is filled in', async () => {
    for (const name of ['logs.${AWS::Region}.amazonaws.com', 'logs.${AWS::Region}.${AWS::URLSuffix}'])
      expect((await hoverOn(yaml(`{Service: !Sub '${name}'}`), 'logs')).says).toMatch(
        /CloudWatch Logs.* in \$\{AWS::Region\}/,
      );
    expect(
      (await hoverOn(yaml("{Service: !Sub 'cloudtrail.${AWS::URLSuffix}'}"), 'cloudtrail')).says,
    ).toContain('CloudTrail');
  });
});

describe('a value of a condition that CloudFormation fills in', () => {
  it('is explained with its condition key, at its place', async () => {
    const text = yaml("'*'");
    const account = await hoverOn(text, 'AWS::AccountId');
    expect(account.of).toBe('AWS::AccountId');
    expect(account.says).toMatch(/account in which the stack is created[^]*aws:SourceAccount/);
    expect((await hoverOn(text, 's3.')).says).toMatch(
      /the Region in which the stack is created[^]*kms:ViaService/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../../../../src/core/policy/languages/findings';
import { applyEdits } from '../../../../../../src/core/policy/fixes/fix';
import { offeredIn, readingOf } from '../read';

type Format = 'json' | 'yaml';

const yaml = (...lines: string[]): string =>
  [
    'Resources:',
    '  AppRole: {Type: AWS::IAM::Role}',
    '  Key:',
    '    Type: AWS::KMS::Key',
    '    Properties:',
    '      KeyPolicy:',
    "        Version: '2012-10-17'",
    '        Statement:',
    '          - Sid: Account',
    '            Effect: Allow',
    "            Principal: {AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}",
    "            Action: 'kms:*'",
    "            Resource: '*'",
    ...lines.map((line) => `          ${line}`),
    '',
  ].join('\n');

const json = (statement: string): string => `{
  "Resources": {
    "AppRole": {"Type": "AWS::IAM::Role"},
    "Key": {
      "Type": "AWS::KMS::Key",
      "Properties": {
        "KeyPolicy": {
          "Version": "2012-10-17",
          "Statement": [
            ${statement}
          ]
        }
      }
    }
  }
}`;

async function findings(text: string, format: Format) {
  return findingsIn(await readingOf(text, format));
}

/** The text after the first fix of the finding of that code. */
async function fixed(text: string, format: Format, code: string): Promise<string> {
  const found = (await findings(text, format)).find((one) => one.code === code);
  const [fix] = found?.fixes() ?? [];
  if (!fix) throw new Error(`No fix for ${code}: ${String(found?.message)}`);
  return applyEdits(text, fix.edits);
}

describe('completion in a template', () => {
  const use = (principal: string) => yaml('- Effect: Allow', `  Principal: ${principal}`);

  it('names the account, Region and partition of the stack, in the form of the place', async () => {
    const account = await offeredIn(use('\n              AWS: |'), 'yaml');
    expect(account.items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1))[0]?.label).toContain(
      'AWS::AccountId',
    );
    expect(account.accept('${AWS::AccountId} (account)')).toContain(
      "AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'\n",
    );
    expect((await offeredIn(use('{AWS: "|"}'), 'yaml')).accept('${AWS::AccountId} (account)')).toContain(
      "{AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'}",
    );
    const inJson = await offeredIn(json('{"Principal": {"AWS": "|"}}'), 'json');
    expect(inJson.accept('${AWS::AccountId} (account)')).toContain(
      '{"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}',
    );
  });

  it('offers the roles that the template makes', async () => {
    expect((await offeredIn(use('\n              AWS: |'), 'yaml')).accept('AppRole')).toContain(
      'AWS: !GetAtt AppRole.Arn\n',
    );
    expect((await offeredIn(json('{"Principal": {"AWS": "|"}}'), 'json')).accept('AppRole')).toContain(
      '"AWS": {"Fn::GetAtt": ["AppRole", "Arn"]}',
    );
  });

  it('writes them into values, names with a value, and snippets', async () => {
    const condition = (key: string) =>
      yaml('- Effect: Allow', '  Condition:', '    StringEquals:', `      ${key}`);
    expect(
      (await offeredIn(condition('aws:SourceAccount: |'), 'yaml')).accept('${AWS::AccountId}'),
    ).toContain('aws:SourceAccount: !Ref AWS::AccountId\n');
    expect((await offeredIn(condition('aws:Source|'), 'yaml')).accept('aws:SourceAccount')).toContain(
      'aws:SourceAccount: !Ref AWS::AccountId\n',
    );
    expect(
      (await offeredIn(condition('kms:ViaService: |'), 'yaml')).accept('s3.${AWS::Region}.amazonaws.com'),
    ).toContain("kms:ViaService: !Sub 's3.${AWS::Region}.amazonaws.com'\n");
    const logs = (await offeredIn(yaml('- |'), 'yaml')).accept('CloudWatch Logs: encrypt log groups');
    expect(logs).toContain("Service: !Sub 'logs.${AWS::Region}.amazonaws.com'\n");
    expect(logs).toContain(
      "kms:EncryptionContext:aws:logs:arn: !Sub 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*'\n",
    );
    expect((await findings(logs, 'yaml')).filter(({ severity }) => severity === 'error')).toEqual([]);
    const inJson = (await offeredIn(json('|'), 'json')).accept('CloudWatch Logs: encrypt log groups');
    expect(inJson).toContain('"Service": {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}');
    expect(inJson).not.toMatch(/111122223333|us-east-1/);
    const errors = (await findings(inJson, 'json')).filter(({ severity }) => severity === 'error');
    // The statement is the only one there.
    expect(errors.map(({ code }) => code)).toEqual(['KMS_LOCKOUT_RISK']);
  });
});

describe('a fix in a template', () => {
  const service = yaml(
    '- Effect: Allow',
    '  Principal: {Service: cloudtrail.amazonaws.com}',
    '  Action: kms:Decrypt',
    "  Resource: '*'",
  );

  it('names the account of the stack', async () => {
    expect(await fixed(service, 'yaml', 'KMS_SERVICE_PRINCIPAL_UNRESTRICTED')).toContain(
      "            Resource: '*'\n            Condition:\n              StringEquals:\n                aws:SourceAccount: !Ref AWS::AccountId\n",
    );
    const text = json(
      '{"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "kms:Decrypt", "Resource": "*"}',
    );
    expect(await fixed(text, 'json', 'KMS_SERVICE_PRINCIPAL_UNRESTRICTED')).toContain(
      '"aws:SourceAccount": {"Ref": "AWS::AccountId"}',
    );
  });

  it('delegates to it', async () => {
    const alone = yaml()
      .replace(
        "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'",
        'arn:aws:iam::111122223333:role/Admin',
      )
      .replace("'kms:*'", 'kms:Decrypt');
    expect(await fixed(alone, 'yaml', 'KMS_LOCKOUT_RISK')).toContain(
      "AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'\n",
    );
  });

  it('adds what is missing, on lines of its own', async () => {
    const bare = yaml()
      .replace("        Version: '2012-10-17'\n", '')
      .replace("            Resource: '*'\n", '');
    expect(await fixed(bare, 'yaml', 'MISSING_VERSION')).toContain(
      "      KeyPolicy:\n        Version: '2012-10-17'\n        Statement:\n",
    );
    expect(await fixed(bare, 'yaml', 'MISSING_RESOURCE')).toContain(
      "            Action: 'kms:*'\n            Resource: '*'\n",
    );
  });

  it('removes one of two names', async () => {
    const twice = yaml(
      '- Effect: Allow',
      '  Principal: {AWS: !GetAtt AppRole.Arn}',
      '  Action: kms:Encrypt',
      '  Action: kms:Decrypt',
      "  Resource: '*'",
    );
    const found = await findings(twice, 'yaml');
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('"Action" is there twice')]);
    expect(await fixed(twice, 'yaml', 'JSON_SYNTAX_ERROR')).not.toContain('kms:Encrypt');
  });
});

describe('a text that names something of the template, without Fn::Sub', () => {
  it.each([
    [
      'INVALID_PRINCIPAL_FORMAT',
      "{AWS: 'arn:aws:iam::${AWS::AccountId}:root'}",
      "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}",
    ],
    [
      'INVALID_PRINCIPAL_FORMAT',
      '{AWS: ["arn:aws:iam::${Account}:root"]}',
      "{AWS: [!Sub 'arn:aws:iam::${Account}:root']}",
    ],
    ['INVALID_PRINCIPAL_FORMAT', '{AWS: "${AppRole.Arn}"}', '{AWS: !GetAtt AppRole.Arn}'],
    [
      'INVALID_SERVICE_PRINCIPAL_FORMAT',
      "{Service: 'logs.${AWS::Region}.amazonaws.com'}",
      "{Service: !Sub 'logs.${AWS::Region}.amazonaws.com'}",
    ],
  ])('%s: %s', async (code, principal, after) => {
    const text = yaml(
      '- Effect: Allow',
      `  Principal: ${principal}`,
      '  Action: kms:Decrypt',
      "  Resource: '*'",
      '  Condition: {StringEquals: {aws:SourceOrgID: o-exampleorgid}}',
    );
    const found = (await findings(text, 'yaml')).filter(({ severity }) => severity === 'error');
    expect(found.map((one) => one.code)).toEqual([code]);
    expect(found[0]?.message).toContain('!Sub is missing');
    expect(await fixed(text, 'yaml', code)).toContain(after);
  });

  it('is found in conditions, in JSON too, once', async () => {
    const text = json(
      '{"Effect": "Allow", "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}, "Action": "kms:*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::${AWS::AccountId}:role/${Name}"}}}',
    );
    const found = (await findings(text, 'json')).filter(({ severity }) => severity === 'error');
    expect(found.map(({ code }) => code)).toEqual(['INVALID_VARIABLE']);
    expect(await fixed(text, 'json', 'INVALID_VARIABLE')).toContain(
      '"aws:PrincipalArn": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/${Name}"}',
    );
  });

  it('keeps policy variables as they are', async () => {
    const text = yaml(
      '- Effect: Deny',
      "  Principal: '*'",
      "  Action: 'kms:*'",
      "  Resource: '*'",
      '  Condition:',
      '    StringNotLike:',
      "      aws:PrincipalArn: 'arn:aws:iam::${AWS::AccountId}:role/${aws:PrincipalTag/team}'",
    );
    expect(await fixed(text, 'yaml', 'INVALID_VARIABLE')).toContain('role/${!aws:PrincipalTag/team}');
    const plain = text.replace('${AWS::AccountId}:role', '111122223333:role');
    expect((await findings(plain, 'yaml')).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is no fault where another program fills it in', async () => {
    const serverless = `service: shop\nresources:\n${yaml('- Effect: Allow', "  Principal: {AWS: 'arn:aws:iam::${self:custom.account}:root'}", '  Action: kms:Decrypt', "  Resource: '*'").replace(/^/gm, '  ')}`;
    expect((await findings(serverless, 'yaml')).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

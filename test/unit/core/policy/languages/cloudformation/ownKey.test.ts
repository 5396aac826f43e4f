import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../../../../src/core/policy/languages/findings';
import type { HostedFinding } from '../../../../../../src/core/policy/languages/findings';
import { readingOf } from '../read';

const template = (resource: string): string => `Resources:
  Role:
    Type: AWS::IAM::Role
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root'}
            Action: 'kms:*'
            Resource: ${resource}
`;

const findings = async (text: string): Promise<HostedFinding[]> => findingsIn(await readingOf(text, 'yaml'));

describe('a key of a template that refers to itself in its own policy', () => {
  it.each(['!GetAtt Key.Arn', '!Ref Key', "!Sub '${Key.Arn}'", '{"Fn::GetAtt": [Key, Arn]}'])(
    '%s is a circular dependency, and "*" says the same',
    async (reference) => {
      const [only, ...more] = await findings(template(reference));
      expect(more).toEqual([]);
      expect(only).toMatchObject({ code: 'KMS_RESOURCE_NOT_STAR', severity: 'error' });
      expect(only?.message).toContain('circular dependency');
      expect(only?.fixes()).toHaveLength(1);
    },
  );

  it.each(["'*'", '!GetAtt Other.Arn', '!Ref KeyArn', "!Sub 'arn:aws:kms:*:${AWS::AccountId}:key/${KeyId}'"])(
    '%s is none',
    async (reference) => {
      expect(await findings(template(reference))).toEqual([]);
    },
  );
});

describe('a policy that nobody may change', () => {
  const use = template("'*'").replace("'kms:*'", "'kms:Decrypt'");

  it('is an error in a template, which KMS refuses', async () => {
    const found = await findings(use);
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error KMS_LOCKOUT_RISK']);
  });

  it('is a warning where the template tells KMS to save it all the same', async () => {
    const skipping = use.replace(
      '      KeyPolicy:',
      '      BypassPolicyLockoutSafetyCheck: true\n      KeyPolicy:',
    );
    const found = await findings(skipping);
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning KMS_LOCKOUT_RISK']);
  });
});

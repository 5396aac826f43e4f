import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../../../../src/core/policy/languages/findings';
import { readingOf } from '../read';

describe('A template that the AWS CDK made', () => {
  it('has findings that name the construct', async () => {
    const key = {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:root' },
              Action: 'kms:*',
              Resource: '*',
            },
            {
              Effect: 'alow',
              Principal: { AWS: 'arn:aws:iam::111122223333:root' },
              Action: 'kms:Decrypt',
              Resource: '*',
            },
          ],
        },
      },
      Metadata: { 'aws:cdk:path': 'Orders/Store/Key/Resource' },
    };
    const findings = findingsIn(
      await readingOf(JSON.stringify({ Resources: { StoreKey4711: key } }), 'json'),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Orders\/Store\/Key: "alow" is not a valid Effect/),
    ]);
  });
});

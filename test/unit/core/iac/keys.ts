import type { IacKey } from '../../../../src/core/iac/iacKey';

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Enable IAM policies',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** A key with every setting at its default, with what the test is about on top. */
export function iacKey(changes: Partial<IacKey> = {}): IacKey {
  return {
    ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
    ...{ description: '', tags: [], policy: JSON.stringify(policy), aliases: ['alias/payments'] },
    ...changes,
  };
}

export const existing = {
  keyId: '1f24e8f7-0000-4000-8000-00000000c5bb',
  arn: 'arn:aws:kms:us-east-1:111122223333:key/1f24e8f7-0000-4000-8000-00000000c5bb',
};

export const primaryArn = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1f24e8f700004000800000000000c5bb';

import type { NewKey } from '../../../src/core/keys/model';

/** A key to make in a sandbox, with the policy that lets the account's IAM decide. */
export function newKey(changes: Partial<NewKey> = {}, accountId = '111122223333'): NewKey {
  return {
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    description: '',
    tags: [],
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }),
    ...changes,
  };
}

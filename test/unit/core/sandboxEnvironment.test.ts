import { describe, expect, it } from 'vitest';
import { environmentText, shells } from '../../../src/core/sandboxEnvironment';
import type { Shell } from '../../../src/core/sandboxEnvironment';

const running = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'us-east-1',
  accountId: '111122223333',
  identities: [],
};
const identity = {
  name: 'admin',
  arn: 'arn:aws:iam::111122223333:user/admin',
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'a/secret+key=',
};

describe('environment variables for the sandbox', () => {
  it.each<[Shell, string, string]>([
    ['posix', "export AWS_ENDPOINT_URL_KMS='http://127.0.0.1:4566'", 'unset AWS_SESSION_TOKEN'],
    [
      'powershell',
      "$env:AWS_ENDPOINT_URL_KMS = 'http://127.0.0.1:4566'",
      'Remove-Item Env:AWS_SESSION_TOKEN',
    ],
    ['dotenv', 'AWS_ENDPOINT_URL_KMS=http://127.0.0.1:4566', 'AWS_SECRET_ACCESS_KEY=a/secret+key='],
  ])('are written as %s takes them', (shell, first, other) => {
    const text = environmentText(running, identity, shell);
    expect(text.split('\n')[0]).toBe(first);
    expect(text).toContain(other);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('name the Region for every SDK, and an endpoint for every service that is there', () => {
    for (const shell of Object.keys(shells) as Shell[]) {
      const text = environmentText(running, identity, shell);
      for (const name of ['REGION', 'DEFAULT_REGION', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'])
        expect(text).toContain(`AWS_${name}`);
      for (const service of ['KMS', 'IAM', 'STS', 'CLOUDTRAIL'])
        expect(text).toContain(`AWS_ENDPOINT_URL_${service}`);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/core/redact';

describe('what reaches the log', () => {
  it.each([
    ['an access key id', 'key AKIAIOSFODNN7EXAMPLE used', 'IOSFODNN7EXAMPLE'.slice(4)],
    ['a secret in a file', 'aws_secret_access_key = wJalrXUtnFEMI', 'wJalrXUtnFEMI'],
    ['a secret in JSON', '{"secretAccessKey":"wJalrXUtnFEMI","x":1}', 'wJalrXUtnFEMI'],
    ['a session token', 'aws_session_token=FwoGZXIvYXdzE', 'FwoGZXIvYXdzE'],
    ['a signature', 'AWS4-HMAC-SHA256 Credential=…, Signature=0123abcd', '0123abcd'],
    ['a bearer token', 'authorization: Bearer c2VjcmV0LXRva2Vu', 'c2VjcmV0LXRva2Vu'],
    ['a plaintext', '{"Plaintext":"aGVsbG8=","KeyId":"x"}', 'aGVsbG8='],
    ['key material', '{"KeyMaterial": "c2VjcmV0"}', 'c2VjcmV0'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', 'MIIE'],
  ])('holds no %s', (_, text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  it('keeps what helps: codes, request ids, ARNs', () => {
    const text =
      'denied: no [operation=DisableKey requestId=1f24 key=arn:aws:kms:us-east-1:111122223333:key/1]';
    expect(redact(text)).toBe(text);
  });

  it('changes nothing the second time, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => redact(redact(text)) === redact(text)));
  });
});

import { describe, expect, it } from 'vitest';
import { explainedFailure, type Attempt } from '../../../../src/core/crypto/failures';
import { KmsError } from '../../../../src/core/errors';

const attempt: Attempt = { operation: 'Decrypt', symmetric: true, keyNamed: false, withContext: false };

function words(code: string, changes: Partial<Attempt> = {}, message = ''): string | undefined {
  const error = new KmsError('unknown', message, { code, requestId: 'r1' });
  const explained = explainedFailure(error, { ...attempt, ...changes });
  if (explained === error) return undefined;
  expect(explained).toMatchObject({
    reason: 'not-possible',
    details: { code, requestId: 'r1', cause: error },
  });
  return (explained as KmsError).message;
}

describe('a refusal of KMS', () => {
  it.each<[string, Partial<Attempt>, RegExp]>([
    ['InvalidCiphertextException', {}, /none was given/],
    ['InvalidCiphertextException', { withContext: true }, /is not the one that it was encrypted with/],
    ['InvalidCiphertextException', { symmetric: false, keyNamed: true }, /Try the other algorithm/],
    ['InvalidCiphertextException', { operation: 'Decapsulate', symmetric: false }, /another spec/],
    ['InvalidCiphertextException', { operation: 'ReEncrypt' }, /none was given/],
    ['IncorrectKeyException', { keyNamed: true }, /Leave the key out/],
    ['IncorrectKeyException', {}, /key that the ciphertext names/],
    ['IncorrectKeyException', { symmetric: false, keyNamed: true }, /RSA or SM2/],
    ['DisabledException', {}, /is disabled. Enable that key/],
    ['KMSInvalidStateException', {}, /cannot be used in its state/],
    ['NotFoundException', {}, /does not exist in this Region/],
    ['ValidationException', { operation: 'DeriveSharedSecret', symmetric: false }, /same curve/],
  ])('%s %j is told with its causes and what to try', (code, changes, expected) => {
    expect(words(code, changes)).toMatch(expected);
  });

  it('of a ciphertext whose key is not known says so, in the old words and the new', () => {
    const old =
      'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.';
    const now =
      'User: arn:aws:iam::111122223333:user/x is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, …';
    expect(words('AccessDeniedException', {}, old)).toMatch(/Try the Region where it was encrypted/);
    expect(words('AccessDeniedException', {}, now)).toMatch(/Try the Region where it was encrypted/);
    expect(words('AccessDeniedException', { keyNamed: true }, old)).toMatch(/key’s Region/);
  });

  it('that says all by itself is left as it is', () => {
    expect(
      words('AccessDeniedException', { keyNamed: true }, 'User: x is not authorized to perform: kms:Decrypt'),
    ).toBeUndefined();
    expect(words('DisabledException', { keyNamed: true })).toBeUndefined();
    expect(words('ThrottlingException')).toBeUndefined();
    expect(explainedFailure(new TypeError('x'), attempt)).toBeInstanceOf(TypeError);
  });
});

import type { KeyRecord } from '../../../generated/sandbox-state';
import { ecdh } from '../../crypto/ellipticCurves';
import { specOf } from '../../../core/kms/specs';
import { decapsulate, encapsulate, type MlKemParameterSet } from '../../crypto/mlKem';
import { AwsError } from '../../errors';
import type { Operations } from '../call';
import {
  currentMaterial,
  endDryRun,
  invalidCiphertext,
  refuseRecipient,
  requireAlgorithm,
} from './usableKeys';

/** Secrets that two parties share: DeriveSharedSecret (ECDH), Encapsulate and Decapsulate (ML-KEM). */
export const sharedSecrets = {
  async DeriveSharedSecret(call) {
    const { input } = call;
    const key = call.use(input.KeyId, { usage: 'KEY_AGREEMENT' });
    requireAlgorithm(key, input.KeyAgreementAlgorithm);
    refuseRecipient(input);
    const form = specOf(key.spec).material;
    const { secret } = currentMaterial(call, key);
    const shared = form.kind === 'ec' ? await ecdh(form.curve, secret, input.PublicKey) : undefined;
    // AWS sends no text with this one: malformed, another curve, and a point off the curve are all the same.
    if (!shared) throw new AwsError('ValidationException');
    endDryRun(input);
    return {
      KeyId: key.arn,
      SharedSecret: shared,
      KeyAgreementAlgorithm: input.KeyAgreementAlgorithm,
      KeyOrigin: key.origin,
    };
  },

  async Encapsulate(call) {
    const { input } = call;
    const key = call.use(input.KeyId, { usage: 'ENCAPSULATE_DECAPSULATE' });
    requireAlgorithm(key, input.EncapsulationAlgorithm);
    const { secret } = currentMaterial(call, key);
    endDryRun(input);
    const { sharedSecret, ciphertext } = await encapsulate(secret, parameterSetOf(key));
    return {
      KeyId: key.arn,
      SharedSecret: sharedSecret,
      SharedSecretCiphertextBlob: ciphertext,
      EncapsulationAlgorithm: input.EncapsulationAlgorithm,
    };
  },

  async Decapsulate(call) {
    const { input } = call;
    const key = call.use(input.KeyId, { usage: 'ENCAPSULATE_DECAPSULATE' });
    requireAlgorithm(key, input.EncapsulationAlgorithm);
    const { secret } = currentMaterial(call, key);
    const shared = await decapsulate(secret, parameterSetOf(key), input.SharedSecretCiphertextBlob);
    if (!shared) throw invalidCiphertext();
    endDryRun(input);
    return { KeyId: key.arn, SharedSecret: shared, EncapsulationAlgorithm: input.EncapsulationAlgorithm };
  },
} satisfies Operations;

function parameterSetOf(key: KeyRecord): MlKemParameterSet {
  const form = specOf(key.spec).material;
  if (form.kind !== 'mlKem') throw new Error(`${key.spec} is no ML-KEM key spec.`);
  return form.parameterSet;
}

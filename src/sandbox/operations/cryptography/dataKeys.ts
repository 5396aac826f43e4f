import { randomBytes } from 'node:crypto';
import { isTakenIn } from '../../../core/kms/keyStores';
import type { KeySpec } from '../../../core/kms/specs';
import { generateMaterial } from '../../crypto/generate';
import { AwsError, invalid, unsupported } from '../../errors';
import type { Call, Operations } from '../call';
import { encrypt } from './encryption';
import { endDryRun, refuseRecipient, requireAlgorithm, requireRegionOf } from './usableKeys';

const keyBytes = { AES_128: 16, AES_256: 32 } as const;

/** Data keys, data key pairs and random bytes. */
export const dataKeys = {
  async GenerateDataKey(call) {
    const { plaintext, sealed } = await dataKey(call, call.input);
    return { ...sealed, Plaintext: plaintext };
  },

  async GenerateDataKeyWithoutPlaintext(call) {
    return (await dataKey(call, call.input)).sealed;
  },

  async GenerateDataKeyPair(call) {
    const { privateKey, sealed } = await dataKeyPair(call, call.input);
    return { ...sealed, PrivateKeyPlaintext: privateKey };
  },

  async GenerateDataKeyPairWithoutPlaintext(call) {
    return (await dataKeyPair(call, call.input)).sealed;
  },

  GenerateRandom(call) {
    const { NumberOfBytes, CustomKeyStoreId } = call.input;
    call.permit('kms:GenerateRandom');
    if (NumberOfBytes === undefined) throw invalid('NumberOfBytes is required.');
    if (CustomKeyStoreId !== undefined) requireCloudHsm(call, CustomKeyStoreId);
    refuseRecipient(call.input);
    return { Plaintext: randomBytes(NumberOfBytes) };
  },
} satisfies Operations;

interface DataKeyInput {
  KeyId: string;
  KeySpec?: 'AES_128' | 'AES_256';
  NumberOfBytes?: number;
  EncryptionContext?: Record<string, string>;
  Recipient?: object;
  DryRun?: boolean;
}

async function dataKey(call: Call, input: DataKeyInput) {
  const { KeySpec: spec, NumberOfBytes: count } = input;
  if ((spec === undefined) === (count === undefined))
    throw invalid('Please specify either number of bytes or key spec.');
  const key = call.use(input.KeyId, { usage: 'ENCRYPT_DECRYPT' });
  if (key.spec !== 'SYMMETRIC_DEFAULT')
    throw new AwsError('InvalidKeyUsageException', 'You cannot generate a data key with an asymmetric CMK');
  refuseRecipient(input);
  const plaintext = randomBytes(spec === undefined ? (count ?? 0) : keyBytes[spec]);
  const { ciphertext, materialId } = await encrypt(call, key, {
    algorithm: 'SYMMETRIC_DEFAULT',
    plaintext,
    context: input.EncryptionContext,
  });
  endDryRun(input);
  return { plaintext, sealed: { CiphertextBlob: ciphertext, KeyId: key.arn, KeyMaterialId: materialId } };
}

interface DataKeyPairInput {
  KeyId: string;
  KeyPairSpec: KeySpec;
  EncryptionContext?: Record<string, string>;
  Recipient?: object;
  DryRun?: boolean;
}

async function dataKeyPair(call: Call, input: DataKeyPairInput) {
  const { KeyPairSpec: spec } = input;
  const key = call.use(input.KeyId, { usage: 'ENCRYPT_DECRYPT' });
  requireAlgorithm(key, 'SYMMETRIC_DEFAULT');
  if (key.keyStoreId !== undefined)
    throw unsupported(`${key.arn} origin is ${key.origin} which is not valid for this operation.`);
  requireRegionOf(spec, call.region);
  refuseRecipient(input);
  // Before the key is made: an RSA key takes its time, and the caller would throw it away.
  endDryRun(input);
  const { secret, publicKey } = await generateMaterial(spec);
  const { ciphertext, materialId } = await encrypt(call, key, {
    algorithm: 'SYMMETRIC_DEFAULT',
    plaintext: secret,
    context: input.EncryptionContext,
  });
  const sealed = {
    PrivateKeyCiphertextBlob: ciphertext,
    PublicKey: publicKey,
    KeyId: key.arn,
    KeyPairSpec: spec,
    KeyMaterialId: materialId,
  };
  return { privateKey: secret, sealed };
}

/** GenerateRandom asks CloudHSM key stores for bytes, never external ones (API reference). */
function requireCloudHsm(call: Call<'GenerateRandom'>, id: string): void {
  const store = call.store.keyStore(id);
  if (store?.accountId !== call.caller.accountId || store.region !== call.region)
    throw new AwsError('CustomKeyStoreNotFoundException');
  if (store.type === 'EXTERNAL_KEY_STORE') throw unsupported();
  if (!isTakenIn('GenerateRandom', store.state)) throw new AwsError('CustomKeyStoreInvalidStateException');
}

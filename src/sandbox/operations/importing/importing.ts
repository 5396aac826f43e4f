import { materialIn } from '../../../core/kms/specs';
import { wrappingsOf } from '../../../core/kms/wrapping';
import { dayMs } from '../../../core/time';
import type { KeyMaterial, KeyRecord } from '../../../generated/sandbox-state';
import { sealMaterial, withPublicKey } from '../../crypto/generate';
import { materialId, MaterialError, normaliseMaterial } from '../../crypto/material';
import { generateWrappingKey, isWrappedSize, unwrapMaterial } from '../../crypto/wrapping';
import { AwsError, invalid, notFound, unsupported } from '../../errors';
import type { Call, Operations } from '../call';
import { endImport, withoutSecret } from './materials';
import { openImportToken, sealImportToken, type ImportParameters } from './tokens';
import { requireRegionOf } from '../cryptography/usableKeys';

/** How long the public key and the import token can be used (GetParametersForImport). */
const parametersMs = dayMs;
/** Key material can expire at most this far ahead (ImportKeyMaterial, ValidTo). */
const longestValidityMs = 365 * dayMs;

/** Keys whose material comes from outside. */
export const importing = {
  async GetParametersForImport(call) {
    const { input, now, vault } = call;
    const key = importable(call.use(input.KeyId));
    const { algorithm, spec } = wrappingOf(call, key);
    const { privateKey, publicKey } = await generateWrappingKey(spec);
    const validTo = now + parametersMs;
    return {
      KeyId: key.arn,
      ImportToken: sealImportToken(vault, key.arn, { algorithm, validTo, privateKey }),
      PublicKey: publicKey,
      ParametersValidTo: new Date(validTo),
    };
  },

  async ImportKeyMaterial(call) {
    const { input, store, now } = call;
    const key = importable(call.use(input.KeyId));
    checkExpiration(input, now);
    checkSymmetricOnly(input, key);
    const parameters = openImportToken(call.vault, key.arn, input.ImportToken);
    if (parameters.validTo <= now) throw new AwsError('ExpiredImportTokenException');
    const material = await importedMaterial(call, key, parameters);
    // Unwrapping took a while: the key may have changed meanwhile, or be gone.
    store.commit({ keys: endImport(store, call.find(key.arn), material, input) });
    return { KeyId: key.arn, ...(isSymmetric(key) && { KeyMaterialId: material.id }) };
  },

  DeleteImportedKeyMaterial(call) {
    const { input, store } = call;
    const key = importable(call.use(input.KeyId));
    const id = input.KeyMaterialId ?? key.materials.find(({ state }) => state === 'CURRENT')?.id;
    const material = key.materials.find((candidate) => candidate.id === id);
    if (input.KeyMaterialId !== undefined && !material)
      throw notFound(`Key material '${input.KeyMaterialId}' is not associated with key '${key.arn}'`);
    if (material) store.commit({ keys: [withoutSecret(key, material.id)] });
    return { KeyId: key.arn, ...(isSymmetric(key) && material && { KeyMaterialId: material.id }) };
  },
} satisfies Operations;

function importable(key: KeyRecord): KeyRecord {
  if (key.origin !== 'EXTERNAL')
    throw unsupported(`${key.arn} origin is ${key.origin} which is not valid for this operation.`);
  return key;
}

function isSymmetric(key: KeyRecord): boolean {
  return key.spec === 'SYMMETRIC_DEFAULT';
}

/** The wrapping that is asked for, where it can carry material of this key (GetParametersForImport, WrappingAlgorithm). */
function wrappingOf({ input, region }: Call<'GetParametersForImport'>, key: KeyRecord) {
  const { WrappingAlgorithm: algorithm, WrappingKeySpec: spec } = input;
  if (spec === 'SM2') requireRegionOf(spec, region);
  if (algorithm === 'RSAES_PKCS1_V1_5')
    throw unsupported(`Wrapping algorithm ${algorithm} is not supported with wrapping key spec ${spec}.`);
  if (!wrappingsOf(key.spec, spec, region).includes(algorithm))
    throw unsupported(
      `Wrapping algorithm ${algorithm} with wrapping key spec ${spec} is not supported for key spec ${key.spec}.`,
    );
  return { algorithm, spec };
}

type ImportInput = Call<'ImportKeyMaterial'>['input'];

function checkExpiration({ ExpirationModel: model, ValidTo: validTo }: ImportInput, now: number): void {
  if (model === 'KEY_MATERIAL_DOES_NOT_EXPIRE') {
    if (validTo !== undefined)
      throw invalid('A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE');
    return;
  }
  if (validTo === undefined)
    throw invalid('A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES');
  if (validTo <= now) throw invalid('The validTo date must be in the future');
  if (validTo - now > longestValidityMs) throw invalid('The validTo date must be within 365 days');
}

function checkSymmetricOnly(input: ImportInput, key: KeyRecord): void {
  const given = (['ImportType', 'KeyMaterialDescription', 'KeyMaterialId'] as const).find(
    (name) => input[name] !== undefined,
  );
  if (given !== undefined && !isSymmetric(key))
    throw unsupported(`${given} is supported only for symmetric encryption KMS keys.`);
  if (input.ImportType === 'NEW_KEY_MATERIAL' && input.KeyMaterialId !== undefined)
    throw invalid('KeyMaterialId cannot be specified when ImportType is NEW_KEY_MATERIAL');
}

/** What was wrapped, as a record of the key; not yet put into it. */
async function importedMaterial(
  { input, vault, now, region }: Call<'ImportKeyMaterial'>,
  key: KeyRecord,
  { algorithm, privateKey }: ImportParameters,
): Promise<KeyMaterial> {
  if (!isWrappedSize(algorithm, privateKey, input.EncryptedKeyMaterial.length))
    throw invalid('Invalid encrypted key size.');
  const unwrapped = await unwrapMaterial(algorithm, privateKey, input.EncryptedKeyMaterial);
  if (!unwrapped) throw new AwsError('InvalidCiphertextException');
  const form = materialIn(key.spec, region);
  const secret = await normaliseMaterial(key.spec, unwrapped, form).catch((error: unknown) => {
    if (error instanceof MaterialError) throw new AwsError('IncorrectKeyMaterialException', error.message);
    throw error;
  });
  if (input.KeyMaterialId !== undefined && input.KeyMaterialId !== materialId(key.keyId, secret))
    throw new AwsError(
      'IncorrectKeyMaterialException',
      `The key material does not have the specified key material ID ${input.KeyMaterialId}.`,
    );
  return sealMaterial(vault, key.keyId, now, await withPublicKey(key.spec, secret));
}

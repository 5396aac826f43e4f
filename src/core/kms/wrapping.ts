import { specOf, type KeySpec } from './specs';

/** How material travels: under the public key itself, or under an AES key that travels under the public key. */
const direct = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const;
const hybrid = ['RSA_AES_KEY_WRAP_SHA_1', 'RSA_AES_KEY_WRAP_SHA_256'] as const;

/** The algorithms that GetParametersForImport takes. RSAES_PKCS1_V1_5 is refused since 2023-10-10. */
export type WrappingAlgorithm = (typeof direct)[number] | (typeof hybrid)[number] | 'SM2PKE';
export type WrappingKeySpec = 'RSA_2048' | 'RSA_3072' | 'RSA_4096' | 'SM2';

/**
 * The algorithms that carry material of a key spec under a wrapping key, none where it cannot be imported so.
 * Sources: developer guide, importing-keys-get-public-key-and-token, "Select a wrapping algorithm", and
 * offline-operations (China), 2026-11. That guide's OpenSSL example wraps an HMAC key with RSA_AES_KEY_WRAP, against
 * its own table and the SDK's comments: the table counts.
 */
export function wrappingsOf(
  spec: KeySpec,
  wrappingKey: WrappingKeySpec,
  region: string,
): readonly WrappingAlgorithm[] {
  const china = region.startsWith('cn-');
  const { material, origins } = specOf(spec);
  if (!origins.includes('EXTERNAL')) return [];
  if (wrappingKey === 'SM2') return china && material.kind !== 'secret' ? ['SM2PKE'] : [];
  if (material.kind === 'secret') return direct;
  // RSA keys are longer than any of the wrapping keys could encrypt, and P-521 keys than RSA_2048 can.
  const tooLong =
    material.kind === 'rsa' ||
    (material.kind === 'ec' && material.curve === 'P-521' && wrappingKey === 'RSA_2048');
  const isSm2 = material.kind === 'ec' && material.curve === 'SM2';
  return [...(tooLong ? [] : direct), ...(china || isSm2 ? [] : hybrid)];
}

/** An algorithm with a key of a spec that it works under. */
export interface Wrapping {
  algorithm: WrappingAlgorithm;
  wrappingKeySpec: WrappingKeySpec;
}

const wrappingKeySpecs = ['RSA_4096', 'RSA_3072', 'RSA_2048', 'SM2'] as const;

/** All wrappings that are valid for material of a key spec in a Region, the strongest first. */
export function wrappingChoices(spec: KeySpec, region: string): Wrapping[] {
  const order: readonly WrappingAlgorithm[] =
    specOf(spec).material.kind === 'secret'
      ? ['RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1']
      : [
          ...(['RSA_AES_KEY_WRAP_SHA_256', 'RSAES_OAEP_SHA_256', 'SM2PKE'] as const),
          ...(['RSA_AES_KEY_WRAP_SHA_1', 'RSAES_OAEP_SHA_1'] as const),
        ];
  return order.flatMap((algorithm) =>
    wrappingKeySpecs
      .filter((wrappingKeySpec) => wrappingsOf(spec, wrappingKeySpec, region).includes(algorithm))
      .map((wrappingKeySpec) => ({ algorithm, wrappingKeySpec })),
  );
}

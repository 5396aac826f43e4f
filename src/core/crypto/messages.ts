import { signingAlgorithms, type MessageType, type SigningAlgorithm } from '../kms/specs';

/** How a message is condensed before it is signed, where that is done here. */
export type Condensing = 'sha256' | 'sha384' | 'sha512' | 'sm3' | 'mu';

const digestBytes: Readonly<Record<Condensing, number>> = {
  sha256: 32,
  sha384: 48,
  sha512: 64,
  sm3: 32,
  mu: 64,
};

/**
 * What the algorithm signs in place of the message. Sources: API reference, Sign, MessageType: the hash of the
 * algorithm's name, SM3 with Z for SM2DSA, the message representative µ for ML-DSA.
 */
export function condensingOf(algorithm: SigningAlgorithm): Condensing | undefined {
  if (algorithm === 'ED25519_SHA_512') return undefined;
  if (algorithm === 'SM2DSA') return 'sm3';
  if (algorithm === 'ML_DSA_SHAKE_256') return 'mu';
  const bits = /SHA_(256|384|512)$/.exec(algorithm)?.[1];
  return bits === undefined ? undefined : (`sha${bits}` as Condensing);
}

/** Bytes of a digest that the algorithm takes; undefined where it takes none. */
export function digestLength(algorithm: SigningAlgorithm): number | undefined {
  const condensing = condensingOf(algorithm);
  return condensing === undefined ? undefined : digestBytes[condensing];
}

/** The message type of what was condensed. */
export function condensedType(algorithm: SigningAlgorithm): MessageType {
  return algorithm === 'ML_DSA_SHAKE_256' ? 'EXTERNAL_MU' : 'DIGEST';
}

/** Whether the algorithm takes messages as they are. */
export function takesRaw(algorithm: SigningAlgorithm): boolean {
  const types: readonly MessageType[] = signingAlgorithms[algorithm];
  return types.includes('RAW');
}

import { createHash } from 'node:crypto';
import type { SignedMessage } from '../../core/crypto/calls';
import { messageBytes } from '../../core/crypto/limits';
import { condensedType, condensingOf, takesRaw, type Condensing } from '../../core/crypto/messages';
import { Sm3 } from '../../core/crypto/sm3';
import { sm2Signer } from '../../core/crypto/sm2Signer';
import { readPublicKey } from '../../core/keys/publicKey';
import type { SigningAlgorithm } from '../../core/kms/specs';

/** A message that is to be signed or verified. */
export interface Message {
  algorithm: SigningAlgorithm;
  /** It is a digest already. */
  isDigest: boolean;
  /** In bytes. */
  size: number;
  /** It is verified here, where a long one need not be condensed. */
  offline?: true | undefined;
  /** Its bytes, where they are at hand. */
  bytes?: Uint8Array | undefined;
  stream(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** The public key in DER, which SM2 and ML-DSA bind to what they sign. */
  publicKey(): Promise<Uint8Array>;
}

/** What Sign and Verify take for a message: the message itself, or what it is condensed to here where it is long. */
export async function signedMessage(message: Message, signal: AbortSignal): Promise<SignedMessage> {
  const { algorithm, isDigest, size, bytes, offline } = message;
  if (isDigest) {
    const digest = bytes ?? (await whole(message.stream(signal)));
    return { algorithm, message: digest, messageType: condensedType(algorithm) };
  }
  const condensing = condensingOf(algorithm);
  // RSA verifies no digests here.
  const isWhole = size <= messageBytes || (offline && algorithm.startsWith('RSASSA'));
  if (condensing === undefined || (takesRaw(algorithm) && isWhole)) {
    const raw = bytes ?? (await whole(message.stream(signal)));
    return { algorithm, message: raw, messageType: 'RAW' };
  }
  const hash = await beginning(condensing, message);
  for await (const part of bytes === undefined ? message.stream(signal) : [bytes]) hash.update(part);
  return { algorithm, message: hash.digest(), messageType: condensedType(algorithm) };
}

interface Hash {
  update(part: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** A hash with what comes before the message already in it. */
async function beginning(condensing: Condensing, message: Message): Promise<Hash> {
  if (condensing === 'mu') return representative(await message.publicKey());
  if (condensing !== 'sm3') return createHash(condensing);
  const { kind } = readPublicKey(await message.publicKey());
  if (kind.kind !== 'ec') throw new Error('SM2 signs with keys on its curve only.');
  return new Sm3().update(sm2Signer(Buffer.concat([Buffer.of(4), kind.x, kind.y])));
}

/**
 * µ = SHAKE256(SHAKE256(public key, 64) ‖ 0 ‖ 0 ‖ M, 64): pure ML-DSA with an empty context (FIPS 204, algorithms 2
 * and 7). Electron's crypto has no SHAKE256.
 */
async function representative(spki: Uint8Array): Promise<Hash> {
  const { shake256 } = await import('@noble/hashes/sha3.js');
  const { kind } = readPublicKey(spki);
  if (kind.kind !== 'mlDsa') throw new Error('Only ML-DSA keys sign a message representative.');
  const hash = shake256.create({ dkLen: 64 });
  hash.update(shake256(kind.key, { dkLen: 64 })).update(Uint8Array.of(0, 0));
  return hash;
}

async function whole(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

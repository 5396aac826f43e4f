import {
  signingAlgorithms,
  specOf,
  type EcCurve,
  type KeySpec,
  type MessageType,
  type SigningAlgorithm,
} from '../../core/kms/specs';
import { ecdsaSign, ecdsaVerify } from './ecdsa';
import { ed25519phSign, ed25519phVerify, ed25519Sign, ed25519Verify } from './ed25519';
import { digest, digestBytes, type HashName } from './hash';
import { mlDsaSign, mlDsaVerify, muBytes } from './mlDsa';
import { rsaSign, rsaVerify, type RsaPadding } from './rsa';
import { sm2Sign, sm2Verify } from './sm2';
import { sm3Bytes } from '../../core/crypto/sm3';

type Scheme =
  | { kind: 'rsa'; padding: RsaPadding; hash: HashName }
  | { kind: 'ecdsa'; hash: HashName }
  | { kind: 'ed25519' }
  | { kind: 'ed25519ph' }
  | { kind: 'mlDsa' }
  | { kind: 'sm2' };

/** SigningAlgorithmSpec of the API reference. */
const schemes = {
  RSASSA_PSS_SHA_256: { kind: 'rsa', padding: 'pss', hash: 'sha256' },
  RSASSA_PSS_SHA_384: { kind: 'rsa', padding: 'pss', hash: 'sha384' },
  RSASSA_PSS_SHA_512: { kind: 'rsa', padding: 'pss', hash: 'sha512' },
  RSASSA_PKCS1_V1_5_SHA_256: { kind: 'rsa', padding: 'pkcs1', hash: 'sha256' },
  RSASSA_PKCS1_V1_5_SHA_384: { kind: 'rsa', padding: 'pkcs1', hash: 'sha384' },
  RSASSA_PKCS1_V1_5_SHA_512: { kind: 'rsa', padding: 'pkcs1', hash: 'sha512' },
  ECDSA_SHA_256: { kind: 'ecdsa', hash: 'sha256' },
  ECDSA_SHA_384: { kind: 'ecdsa', hash: 'sha384' },
  ECDSA_SHA_512: { kind: 'ecdsa', hash: 'sha512' },
  ED25519_SHA_512: { kind: 'ed25519' },
  ED25519_PH_SHA_512: { kind: 'ed25519ph' },
  ML_DSA_SHAKE_256: { kind: 'mlDsa' },
  SM2DSA: { kind: 'sm2' },
} as const satisfies Record<SigningAlgorithm, Scheme>;

export interface SignatureInput {
  spec: KeySpec;
  material: Uint8Array;
  algorithm: SigningAlgorithm;
  messageType: MessageType;
  message: Uint8Array;
}

/** How a signing algorithm takes the message (Sign, MessageType): a length in bytes, any length, or not at all. */
export function messageLength(algorithm: SigningAlgorithm, type: MessageType): number | 'any' | 'none' {
  const types: readonly MessageType[] = signingAlgorithms[algorithm];
  if (!types.includes(type)) return 'none';
  if (type === 'EXTERNAL_MU') return muBytes;
  return type === 'RAW' ? 'any' : digestLength(schemes[algorithm]);
}

function digestLength(scheme: Scheme): number {
  if (scheme.kind === 'sm2') return sm3Bytes;
  return digestBytes['hash' in scheme ? scheme.hash : 'sha512'];
}

/** Signs a message whose length `messageLength` allows, with a key of a spec that has the algorithm. */
export async function sign({
  spec,
  material,
  algorithm,
  messageType,
  message,
}: SignatureInput): Promise<Buffer> {
  const scheme: Scheme = schemes[algorithm];
  const hashed = messageType === 'DIGEST';
  switch (scheme.kind) {
    case 'rsa':
      return rsaSign(material, scheme.padding, scheme.hash, hashed ? message : digest(scheme.hash, message));
    case 'ecdsa':
      return ecdsaSign(material, curveOf(spec), scheme.hash, { message, hashed });
    case 'ed25519':
      return ed25519Sign(material, message);
    case 'ed25519ph':
      return ed25519phSign(material, message);
    case 'mlDsa':
      return mlDsaSign(material, mlDsaSetOf(spec), { message, externalMu: messageType === 'EXTERNAL_MU' });
    case 'sm2':
      return sm2Sign(material, { message, hashed });
  }
}

export async function verify(input: SignatureInput & { signature: Uint8Array }): Promise<boolean> {
  const { spec, material, message, signature } = input;
  const scheme: Scheme = schemes[input.algorithm];
  const hashed = input.messageType === 'DIGEST';
  switch (scheme.kind) {
    case 'rsa': {
      const messageDigest = hashed ? message : digest(scheme.hash, message);
      return rsaVerify(material, scheme.padding, scheme.hash, messageDigest, signature);
    }
    case 'ecdsa':
      return ecdsaVerify(material, curveOf(spec), scheme.hash, { message, hashed, signature });
    case 'ed25519':
      return ed25519Verify(material, message, signature);
    case 'ed25519ph':
      return ed25519phVerify(material, message, signature);
    case 'mlDsa': {
      const externalMu = input.messageType === 'EXTERNAL_MU';
      return mlDsaVerify(material, mlDsaSetOf(spec), { message, externalMu, signature });
    }
    case 'sm2':
      return sm2Verify(material, { message, hashed, signature });
  }
}

function curveOf(spec: KeySpec): EcCurve {
  const form = specOf(spec).material;
  if (form.kind !== 'ec') throw new Error(`${spec} is no elliptic-curve key spec.`);
  return form.curve;
}

function mlDsaSetOf(spec: KeySpec) {
  const form = specOf(spec).material;
  if (form.kind !== 'mlDsa') throw new Error(`${spec} is no ML-DSA key spec.`);
  return form.parameterSet;
}

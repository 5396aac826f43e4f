import { isRecord } from '../json';
import { exactTime } from '../keys/labels';
import type { KeySpec, SigningAlgorithm } from '../kms/specs';
import type { MacAlgorithm } from './calls';

interface JwsRow {
  /** `alg` of the header. */
  alg: string;
  /** Older names that verifiers still send. */
  also?: readonly string[];
  kms: SigningAlgorithm | MacAlgorithm;
  /** Where the algorithm of KMS stands for several of JOSE: the specs of this one. */
  specs?: readonly KeySpec[];
}

/**
 * Algorithms of JSON Web Signatures and those of KMS. Sources: RFC 7518 §3.1, 8812 §3.2 (ES256K), 8037 §3.1 (EdDSA,
 * which more verifiers know than its successor, "Ed25519" of RFC 9864), 9964 (ML-DSA).
 */
export const jwsAlgorithms: readonly JwsRow[] = [
  { alg: 'RS256', kms: 'RSASSA_PKCS1_V1_5_SHA_256' },
  { alg: 'RS384', kms: 'RSASSA_PKCS1_V1_5_SHA_384' },
  { alg: 'RS512', kms: 'RSASSA_PKCS1_V1_5_SHA_512' },
  { alg: 'PS256', kms: 'RSASSA_PSS_SHA_256' },
  { alg: 'PS384', kms: 'RSASSA_PSS_SHA_384' },
  { alg: 'PS512', kms: 'RSASSA_PSS_SHA_512' },
  { alg: 'ES256', kms: 'ECDSA_SHA_256', specs: ['ECC_NIST_P256'] },
  { alg: 'ES384', kms: 'ECDSA_SHA_384' },
  { alg: 'ES512', kms: 'ECDSA_SHA_512' },
  { alg: 'ES256K', kms: 'ECDSA_SHA_256', specs: ['ECC_SECG_P256K1'] },
  { alg: 'EdDSA', also: ['Ed25519'], kms: 'ED25519_SHA_512' },
  { alg: 'ML-DSA-44', kms: 'ML_DSA_SHAKE_256', specs: ['ML_DSA_44'] },
  { alg: 'ML-DSA-65', kms: 'ML_DSA_SHAKE_256', specs: ['ML_DSA_65'] },
  { alg: 'ML-DSA-87', kms: 'ML_DSA_SHAKE_256', specs: ['ML_DSA_87'] },
  { alg: 'HS256', kms: 'HMAC_SHA_256' },
  { alg: 'HS384', kms: 'HMAC_SHA_384' },
  { alg: 'HS512', kms: 'HMAC_SHA_512' },
];

/** `alg` for signatures by a key of the spec with the algorithm; undefined where JOSE has none. */
export function jwsName(spec: KeySpec, algorithm: string): string | undefined {
  return jwsAlgorithms.find(({ kms, specs }) => kms === algorithm && (specs?.includes(spec) ?? true))?.alg;
}

/** A token taken apart, not verified. */
export interface ReadToken {
  alg: string;
  kid?: string;
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** What is signed: the first two parts as they stand. */
  signingInput: Uint8Array;
  signature: Uint8Array;
}

/** Takes a token apart (RFC 7515 §5.2, 7519 §7.2); a problem says why it is none that can be verified. */
export function readToken(text: string): ReadToken | { problem: string } {
  const compact = text.trim().replace(/^Bearer\s+/i, '');
  const parts = compact.split('.');
  if (parts.length === 5) return { problem: 'This token is encrypted (JWE), not signed.' };
  if (parts.length !== 3)
    return { problem: `A signed token has three parts with dots between them, this has ${parts.length}.` };
  const [headerPart = '', claimsPart = '', signaturePart = ''] = parts;
  const header = jsonOf(headerPart);
  if (header === undefined) return { problem: 'The header of the token is not a JSON object in base64url.' };
  const claims = jsonOf(claimsPart);
  if (claims === undefined) return { problem: 'The claims of the token are not a JSON object in base64url.' };
  const signature = fromBase64Url(signaturePart);
  const { alg, kid, crit } = header;
  if (typeof alg !== 'string') return { problem: 'The header names no algorithm (alg).' };
  if (alg.toLowerCase() === 'none' || signature?.length === 0)
    return { problem: 'The token is not signed (alg “none”): anybody can have made it.' };
  if (signature === undefined) return { problem: 'The signature of the token is not base64url.' };
  if (crit !== undefined)
    return { problem: 'The header asks for extensions (crit) that are not understood here.' };
  return {
    ...{ alg, header, claims, signature },
    ...(typeof kid === 'string' && { kid }),
    signingInput: Buffer.from(`${headerPart}.${claimsPart}`, 'ascii'),
  };
}

/** The algorithm of KMS with which a key of the spec verifies the token; a problem where it has none. */
export function kmsAlgorithm(
  alg: string,
  spec: KeySpec,
  algorithms: readonly string[],
): string | { problem: string } {
  const row = jwsAlgorithms.find((one) => one.alg === alg || one.also?.includes(alg));
  if (row === undefined) return { problem: `KMS has no algorithm for ${alg}.` };
  const suits = algorithms.includes(row.kms) && (row.specs?.includes(spec) ?? true);
  return suits
    ? row.kms
    : { problem: `The token is signed with ${alg}, which a key of ${spec} does not do.` };
}

/** Header and claims that can be signed. */
export interface TokenParts {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

/** Reads header and claims as they were typed: the claims alone, or `{"header": …, "claims": …}`. */
export function readClaims(text: string): TokenParts | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `The claims are not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isRecord(value)) return { problem: 'The claims are an object: {"sub": "…", "exp": 1767225600}.' };
  const { header, claims } = value;
  const parts = isRecord(header) && isRecord(claims) ? { header, claims } : { header: {}, claims: value };
  for (const name of ['exp', 'nbf', 'iat']) {
    const date = Object.hasOwn(parts.claims, name) ? parts.claims[name] : undefined;
    if (date === undefined) continue;
    if (typeof date !== 'number')
      return { problem: `${name} is a number of seconds since 1970, without quotes.` };
    // Year 5138 in seconds, 1973 in milliseconds.
    if (date > 1e11) return { problem: `${name} is in seconds since 1970, this seems to be milliseconds.` };
  }
  return parts;
}

/** What is signed for a token: header and claims in base64url. `alg` and `kid` are those of the key. */
export function signingInput({ header, claims }: TokenParts, alg: string, kid: string): string {
  const whole = { ...header, alg, typ: header['typ'] ?? 'JWT', kid: header['kid'] ?? kid };
  return `${toBase64Url(whole)}.${toBase64Url(claims)}`;
}

/** Why a token whose signature is right is not to be accepted now (RFC 7519 §4.1). `now` in milliseconds. */
export function claimProblems(claims: Record<string, unknown>, now: number): string[] {
  const seconds = now / 1000;
  const at = (name: string): number | undefined => {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    return typeof value === 'number' ? value : undefined;
  };
  const odd = ['exp', 'nbf', 'iat'].filter((name) => Object.hasOwn(claims, name) && at(name) === undefined);
  const [exp, nbf, iat] = [at('exp'), at('nbf'), at('iat')];
  return [
    ...odd.map((name) => `${name} is not a number.`),
    ...(exp !== undefined && exp <= seconds ? [`It expired on ${exactTime(exp * 1000)} (exp).`] : []),
    ...(nbf !== undefined && nbf > seconds ? [`It is not valid before ${exactTime(nbf * 1000)} (nbf).`] : []),
    ...(iat !== undefined && iat > seconds + 60
      ? [`It says that it was issued in the future, on ${exactTime(iat * 1000)} (iat).`]
      : []),
  ];
}

function jsonOf(part: string): Record<string, unknown> | undefined {
  const bytes = fromBase64Url(part);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(value) ? value : undefined;
  } catch {
    // Neither UTF-8 nor JSON: no part of a token, which the caller says in words.
    return undefined;
  }
}

function fromBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return /^[\w-]*$/.test(text) && bytes.toString('base64url') === text ? bytes : undefined;
}

function toBase64Url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

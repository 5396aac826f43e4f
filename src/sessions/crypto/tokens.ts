import type { MacAlgorithm, SignedMessage } from '../../core/crypto/calls';
import { asText } from '../../core/crypto/encodings';
import {
  claimProblems,
  jwsName,
  kmsAlgorithm,
  readClaims,
  readToken,
  signingInput,
} from '../../core/crypto/jwt';
import { algorithmProblem, macProblem, signingProblem } from '../../core/crypto/limits';
import { ecdsaHalf, toDer, toP1363 } from '../../core/crypto/signatureForms';
import { KmsError } from '../../core/errors';
import type { Key } from '../../core/keys/model';
import { readPublicKey, toJwk } from '../../core/keys/publicKey';
import { specOf, type SigningAlgorithm } from '../../core/kms/specs';
import { only } from './handed';
import { signedMessage } from './message';
import { inputOf, keyOf, made, type HandedDraft, type Means, type Outcome } from './means';

/** Signs header and claims as a JSON Web Token. */
export async function signToken(draft: HandedDraft, means: Means, signal: AbortSignal): Promise<Outcome> {
  const { key } = keyOf(draft);
  const parts = readClaims(asText(inputOf(draft)) ?? '');
  if ('problem' in parts) throw refused(parts.problem);
  const algorithm = draft.algorithm ?? '';
  const alg = jwsName(key.spec, algorithm);
  if (alg === undefined)
    throw refused(`JSON Web Tokens have no algorithm for ${key.spec} with ${algorithm}.`);
  const { header } = parts;
  if (header['alg'] !== undefined && header['alg'] !== alg)
    throw refused(
      `The header says ${JSON.stringify(header['alg'])}, but ${key.spec} signs with ${alg}. Leave alg out.`,
    );
  const input = Buffer.from(signingInput(parts, alg, await keyIdFor(key, means, signal)), 'ascii');
  const signature = isMac(key)
    ? (await means.send('GenerateMac', macMessage(input, algorithm as MacAlgorithm), key)).mac
    : joseForm(
        (await means.send('Sign', await messageOf(input, key, algorithm, means, signal), key)).signature,
        key,
      );
  const token = `${input.toString('ascii')}.${Buffer.from(signature).toString('base64url')}`;
  // Whoever has a token is let in where it is accepted.
  return made(draft, { name: 'Token', bytes: Buffer.from(token, 'ascii'), secret: false });
}

/** Verifies a token: its signature by KMS, its dates by the clock. The claims are shown either way. */
export async function verifyToken(draft: HandedDraft, means: Means, signal: AbortSignal): Promise<Outcome> {
  const { key, name } = keyOf(draft);
  const token = readToken(asText(inputOf(draft)) ?? '');
  if ('problem' in token) throw refused(token.problem);
  const algorithm = kmsAlgorithm(token.alg, key.spec, specOf(key.spec).usages[key.usage] ?? []);
  if (typeof algorithm !== 'string') throw refused(algorithm.problem);
  const valid = await isSignatureValid({ token, key, algorithm }, means, signal);
  const by = `${name} (${token.alg})`;
  const details = JSON.stringify({ header: token.header, claims: token.claims }, undefined, 2);
  if (!valid)
    return { kind: 'verdict', valid, text: `The token is not valid: ${by} did not sign it.`, details };
  const problems = claimProblems(token.claims, means.now());
  return problems.length === 0
    ? { kind: 'verdict', valid, text: `The token is valid: ${by} signed it.`, details }
    : {
        ...{ kind: 'verdict', valid: false, details },
        text: `${by} signed the token, but it is not to be accepted: ${problems.join(' ')}`,
      };
}

interface Signed {
  token: { signingInput: Uint8Array; signature: Uint8Array };
  key: Key;
  algorithm: string;
}

async function isSignatureValid(
  { token, key, algorithm }: Signed,
  means: Means,
  signal: AbortSignal,
): Promise<boolean> {
  if (isMac(key)) {
    const message = macMessage(token.signingInput, algorithm as MacAlgorithm);
    return (await means.send('VerifyMac', { ...message, mac: token.signature }, key)).valid;
  }
  const half = ecdsaHalf(key.spec);
  const signature = half === undefined ? token.signature : toDer(token.signature, half);
  // A signature of another length than r ‖ s has is none of this curve (RFC 7518 §3.4).
  if (signature === undefined) return false;
  const message = await messageOf(token.signingInput, key, algorithm, means, signal);
  return (await means.send('Verify', { ...message, signature }, key)).valid;
}

function isMac({ usage }: Key): boolean {
  return usage === 'GENERATE_VERIFY_MAC';
}

function macMessage(message: Uint8Array, algorithm: MacAlgorithm) {
  const problem = macProblem(message.length);
  if (problem !== undefined) throw refused(problem);
  return { message, algorithm };
}

function messageOf(
  bytes: Uint8Array,
  key: Key,
  algorithm: string,
  means: Means,
  signal: AbortSignal,
): Promise<SignedMessage> {
  const signing = algorithm as SigningAlgorithm;
  const problem = signingProblem(bytes.length) ?? algorithmProblem(bytes.length, signing);
  if (problem !== undefined) throw refused(problem);
  return signedMessage(
    {
      ...{ algorithm: signing, isDigest: false, size: bytes.length, bytes },
      stream: () => only(bytes),
      publicKey: () => means.keys.publicKey(key, signal),
    },
    signal,
  );
}

/** JOSE wants r ‖ s where KMS answers DER. */
function joseForm(signature: Uint8Array, { spec }: Key): Uint8Array {
  const half = ecdsaHalf(spec);
  return half === undefined ? signature : (toP1363(signature, half) ?? signature);
}

/** The thumbprint of RFC 7638, as the copied JSON Web Key has it; the key's id where there is no such form. */
async function keyIdFor(key: Key, { keys }: Means, signal: AbortSignal): Promise<string> {
  if (isMac(key)) return key.keyId;
  try {
    const form = toJwk(readPublicKey(await keys.publicKey(key, signal)), key.usage);
    const kid = 'text' in form ? (JSON.parse(form.text) as { kid?: string }).kid : undefined;
    return kid ?? key.keyId;
  } catch (error) {
    // Who may sign need not be allowed to read the public key.
    if (error instanceof KmsError && error.reason === 'denied') return key.keyId;
    throw error;
  }
}

function refused(problem: string): KmsError {
  return new KmsError('not-possible', problem);
}

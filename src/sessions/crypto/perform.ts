import type { CryptoOperation, MacAlgorithm } from '../../core/crypto/calls';
import { bytesOf, isSymmetric, sizeOf, type Draft } from '../../core/crypto/draft';
import { contextOf } from '../../core/crypto/encryptionContext';
import { isEnvelope } from '../../core/crypto/envelope';
import { explainedFailure } from '../../core/crypto/failures';
import { shaped, type ResultPart } from '../../core/crypto/outputForms';
import { ecdsaFormOf, ecdsaHalf, toDer } from '../../core/crypto/signatureForms';
import type { EncryptionAlgorithm, SigningAlgorithm } from '../../core/kms/specs';
import {
  inputOf,
  keyOf,
  made,
  missing,
  placeOf,
  secondOf,
  type CryptoPorts,
  type HandedDraft,
  type Means,
  type Outcome,
  type Send,
} from './means';
import { envelope, rehearseEnvelope } from './envelope';
import { signedMessage } from './message';
import { signToken, verifyToken } from './tokens';

/** Does what the draft says. Throws `KmsError`, with the likely causes where KMS tells too little. */
export function perform(draft: HandedDraft, ports: CryptoPorts, signal: AbortSignal): Promise<Outcome> {
  const { grantTokens } = draft;
  const send: Send = (operation, input, where) =>
    ports.crypto.call(operation, input, where, { grantTokens, signal }).catch((error: unknown) => {
      throw explained(error, draft, operation);
    });
  return work(draft, { ...ports, send }, signal);
}

/** Ends the way to a call that was only rehearsed. */
class Rehearsed extends Error {}

/** Asks KMS whether it would do what the draft says, without doing it. Throws what doing it would. */
export async function rehearse(draft: HandedDraft, ports: CryptoPorts, signal: AbortSignal): Promise<void> {
  if (isEnvelope(draft)) return rehearseEnvelope(draft, ports, signal);
  const { grantTokens } = draft;
  const send: Send = async (operation, input, where) => {
    if (operation === 'GenerateRandom') throw new Rehearsed();
    await ports.crypto.rehearse(operation, input, where, { grantTokens, signal }).catch((error: unknown) => {
      throw explained(error, draft, operation);
    });
    throw new Rehearsed();
  };
  try {
    await work(draft, { ...ports, send }, signal);
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  }
}

function explained(error: unknown, draft: Draft, operation: CryptoOperation): unknown {
  const again = operation === 'ReEncrypt';
  return explainedFailure(error, {
    operation,
    symmetric: isSymmetric(again ? sourceSide(draft) : draft),
    keyNamed: (again ? draft.from : draft.key) !== undefined,
    withContext: (again ? draft.fromContext : draft.context).length > 0,
  });
}

/** The side that a ciphertext to be encrypted again comes from. */
function sourceSide({ key: _, from, ...draft }: Draft): Draft {
  return { ...draft, ...(from && { key: from }) };
}

function work(draft: HandedDraft, means: Means, signal: AbortSignal): Promise<Outcome> {
  switch (draft.doing) {
    case 'encrypt':
    case 'decrypt':
    case 'reEncrypt':
      return encryption(draft, means, signal);
    case 'sign':
    case 'verify':
      return signature(draft, means, signal);
    case 'mac':
    case 'verifyMac':
      return mac(draft, means);
    case 'signToken':
      return signToken(draft, means, signal);
    case 'verifyToken':
      return verifyToken(draft, means, signal);
    case 'dataKey':
    case 'dataKeyPair':
    case 'random':
      return generation(draft, means);
    case 'sharedSecret':
    case 'encapsulate':
    case 'decapsulate':
      return secret(draft, means);
  }
}

async function encryption(draft: HandedDraft, means: Means, signal: AbortSignal): Promise<Outcome> {
  const { send } = means;
  const algorithm = (draft.algorithm ?? 'SYMMETRIC_DEFAULT') as EncryptionAlgorithm;
  const context = isSymmetric(draft) ? contextOf(draft.context) : {};
  if (isEnvelope(draft)) return envelope(draft, means, signal);
  const bytes = inputOf(draft);
  if (draft.doing === 'encrypt') {
    const { ciphertext } = await send('Encrypt', { plaintext: bytes, algorithm, context }, keyOf(draft).key);
    return made(draft, { name: 'Ciphertext', bytes: ciphertext, secret: false });
  }
  if (draft.doing === 'decrypt') {
    const where = draft.key?.key ?? placeOf(draft);
    const { plaintext, key: arn } = await send('Decrypt', { ciphertext: bytes, algorithm, context }, where);
    return {
      kind: 'made',
      parts: [{ name: 'Plaintext', bytes: plaintext, secret: true }],
      by:
        draft.key?.name ??
        means.nameOf({ ...placeOf(draft), keyId: arn.slice(arn.lastIndexOf('/') + 1), arn }),
    };
  }
  const { from } = draft;
  const answer = await send(
    'ReEncrypt',
    {
      ...{ ciphertext: bytes, algorithm, context },
      ...(from && { from: from.key }),
      fromAlgorithm: (draft.fromAlgorithm ?? 'SYMMETRIC_DEFAULT') as EncryptionAlgorithm,
      fromContext: isSymmetric(sourceSide(draft)) ? contextOf(draft.fromContext) : {},
    },
    keyOf(draft).key,
  );
  return made(draft, { name: 'Ciphertext', bytes: answer.ciphertext, secret: false });
}

async function signature(draft: HandedDraft, means: Means, signal: AbortSignal): Promise<Outcome> {
  const { key, name } = keyOf(draft);
  const algorithm = draft.algorithm as SigningAlgorithm;
  const { input } = draft;
  if (input === undefined) throw missing('input');
  const message = await signedMessage(
    {
      ...{ algorithm, isDigest: draft.isDigest, size: sizeOf(input), bytes: bytesOf(input) },
      stream: (own) => input.stream(own),
      offline: draft.offline,
      publicKey: () => means.keys.publicKey(key, signal),
    },
    signal,
  );
  const half = ecdsaHalf(key.spec);
  if (draft.doing === 'sign') {
    const answer = await means.send('Sign', message, key);
    return made(draft, {
      name: 'Signature',
      bytes: shaped(answer.signature, draft.shape, half),
      secret: false,
    });
  }
  const given = secondOf(draft);
  const form = half === undefined ? undefined : ecdsaFormOf(given, half);
  const der = half !== undefined && form === 'IEEE P1363' ? toDer(given, half) : given;
  const { valid } = await means.send('Verify', { ...message, signature: der ?? given }, key);
  const by = `${name} (${algorithm}${draft.offline ? ', on this machine' : ''})`;
  return valid
    ? { kind: 'verdict', valid, text: `The signature is valid: ${by} signed this message.` }
    : {
        ...{ kind: 'verdict', valid, text: `The signature is not valid: ${by} did not sign this message.` },
        details:
          'Another key or algorithm, a changed message (a line break at its end counts), or a digest that was taken for a message, or the other way round.',
      };
}

async function mac(draft: HandedDraft, { send }: Means): Promise<Outcome> {
  const { key, name } = keyOf(draft);
  const input = { message: inputOf(draft), algorithm: draft.algorithm as MacAlgorithm };
  if (draft.doing === 'mac') {
    const answer = await send('GenerateMac', input, key);
    return made(draft, { name: 'MAC', bytes: answer.mac, secret: false });
  }
  const { valid } = await send('VerifyMac', { ...input, mac: secondOf(draft) }, key);
  const by = `${name} (${input.algorithm})`;
  return valid
    ? { kind: 'verdict', valid, text: `The MAC is valid: ${by} made it for this message.` }
    : { kind: 'verdict', valid, text: `The MAC is not valid: ${by} did not make it for this message.` };
}

async function generation(draft: HandedDraft, { send }: Means): Promise<Outcome> {
  const { bytes, pairSpec: spec, withPlaintext, doing } = draft;
  if (doing === 'random') {
    const { random } = await send('GenerateRandom', { bytes }, placeOf(draft));
    return { kind: 'made', parts: [{ name: 'Random bytes', bytes: random, secret: true }], by: 'KMS' };
  }
  const context = contextOf(draft.context);
  const { key } = keyOf(draft);
  const sealed = (ciphertext: Uint8Array): ResultPart => ({
    ...{ name: 'Encrypted', bytes: ciphertext, secret: false },
  });
  if (doing === 'dataKey') {
    if (!withPlaintext)
      return made(
        draft,
        sealed((await send('GenerateDataKeyWithoutPlaintext', { bytes, context }, key)).ciphertext),
      );
    const answer = await send('GenerateDataKey', { bytes, context }, key);
    return made(
      draft,
      { name: 'In the clear', bytes: answer.plaintext, secret: true },
      sealed(answer.ciphertext),
    );
  }
  const publicPart = (der: Uint8Array): ResultPart => ({
    ...{ name: 'Public key', bytes: der, secret: false, pem: 'PUBLIC KEY' },
  });
  const encrypted = (ciphertext: Uint8Array) => ({ ...sealed(ciphertext), name: 'Private key, encrypted' });
  if (!withPlaintext) {
    const answer = await send('GenerateDataKeyPairWithoutPlaintext', { spec, context }, key);
    return made(draft, publicPart(answer.publicKey), encrypted(answer.ciphertext));
  }
  const answer = await send('GenerateDataKeyPair', { spec, context }, key);
  return made(
    draft,
    { name: 'Private key, in the clear', bytes: answer.privateKey, secret: true, pem: 'PRIVATE KEY' },
    publicPart(answer.publicKey),
    encrypted(answer.ciphertext),
  );
}

async function secret(draft: HandedDraft, { send }: Means): Promise<Outcome> {
  const { key } = keyOf(draft);
  const shared = (bytes: Uint8Array): ResultPart => ({ name: 'Shared secret', bytes, secret: true });
  if (draft.doing === 'encapsulate') {
    const answer = await send('Encapsulate', {}, key);
    return made(draft, shared(answer.secret), {
      name: 'Ciphertext',
      bytes: answer.ciphertext,
      secret: false,
    });
  }
  const bytes = inputOf(draft);
  const answer =
    draft.doing === 'decapsulate'
      ? await send('Decapsulate', { ciphertext: bytes }, key)
      : await send('DeriveSharedSecret', { publicKey: bytes }, key);
  return made(draft, shared(answer.secret));
}

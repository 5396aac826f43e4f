import type { KeyRecord } from '../../generated/sandbox-state';
import {
  messageLength,
  sign,
  verify,
  type MessageType,
  type SignatureInput,
  type SigningAlgorithm,
} from '../crypto/signatures';
import { AwsError, invalid, unsupported } from '../errors';
import type { Call, Operations } from './contract';
import {
  currentMaterial,
  endDryRun,
  pendingImport,
  requireAlgorithm,
  requireUsage,
} from './cryptographyKeys';
import { algorithmMembers, algorithmsOf } from './keyMetadata';

/** Sign, Verify and the public key that others verify with. */
export const signatures: Operations = {
  async Sign(call) {
    const { input } = call;
    const key = call.use(input.KeyId);
    const signature = signatureInput(call, key, input);
    endDryRun(input);
    return {
      KeyId: key.arn,
      Signature: await sign(signature),
      SigningAlgorithm: input.SigningAlgorithm,
    };
  },

  async Verify(call) {
    const { input } = call;
    const key = call.use(input.KeyId);
    const signature = signatureInput(call, key, input);
    endDryRun(input);
    if (!(await verify({ ...signature, signature: input.Signature })))
      throw new AwsError('KMSInvalidSignatureException');
    return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: input.SigningAlgorithm };
  },

  GetPublicKey(call) {
    const key = call.use(call.input.KeyId);
    if (key.spec === 'SYMMETRIC_DEFAULT' || key.spec.startsWith('HMAC_'))
      throw unsupported(`${key.arn} key spec is ${key.spec} which is not valid for this operation.`);
    const publicKey = key.materials.find(({ state }) => state === 'CURRENT')?.publicKey;
    // The key-state table lets a key without material through; one that never had any has no public key either.
    if (publicKey === undefined) throw pendingImport(key);
    return {
      KeyId: key.arn,
      PublicKey: Buffer.from(publicKey, 'base64'),
      CustomerMasterKeySpec: /^(RSA|ECC_NIST_P|ECC_SECG|SM2)/u.test(key.spec) ? key.spec : undefined,
      KeySpec: key.spec,
      KeyUsage: key.usage,
      [algorithmMembers[key.usage]]: algorithmsOf(key),
    };
  },
};

interface SigningInput {
  Message: Buffer;
  MessageType?: MessageType;
  SigningAlgorithm: SigningAlgorithm;
}

function signatureInput(call: Call, key: KeyRecord, input: SigningInput): SignatureInput {
  const { Message: message, MessageType: messageType = 'RAW', SigningAlgorithm: algorithm } = input;
  requireUsage(call, key, 'SIGN_VERIFY');
  requireAlgorithm(key, algorithm);
  const length = messageLength(algorithm, messageType);
  if (length === 'none') throw invalid(`Algorithm ${algorithm} does not support MessageType ${messageType}.`);
  if (length !== 'any' && message.length !== length)
    throw invalid(
      messageType === 'DIGEST'
        ? `Digest is invalid length for algorithm ${algorithm}.`
        : `Message is invalid length for MessageType ${messageType}.`,
    );
  return { spec: key.spec, material: currentMaterial(call, key).secret, algorithm, messageType, message };
}

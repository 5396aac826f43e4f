import type { KeyRecord } from '../../../generated/sandbox-state';
import type { MessageType, SigningAlgorithm } from '../../../core/kms/specs';
import { messageLength, sign, verify, type SignatureInput } from '../../crypto/signatures';
import { AwsError, invalid, unsupported } from '../../errors';
import type { Call, Operations } from '../call';
import { currentMaterial, endDryRun, pendingImport, requireAlgorithm } from './usableKeys';
import { algorithmMembers, algorithmsOf } from '../keyMetadata';

/** Sign, Verify and the public key that others verify with. */
export const signatures = {
  async Sign(call) {
    const { input } = call;
    const key = call.use(input.KeyId, { usage: 'SIGN_VERIFY' });
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
    const key = call.use(input.KeyId, { usage: 'SIGN_VERIFY' });
    const signature = signatureInput(call, key, input);
    endDryRun(input);
    if (!(await verify({ ...signature, signature: input.Signature })))
      throw new AwsError('KMSInvalidSignatureException');
    return { KeyId: key.arn, SignatureValid: true, SigningAlgorithm: input.SigningAlgorithm };
  },

  GetPublicKey(call) {
    const key = call.use(call.input.KeyId);
    const publicKey = key.materials.find(({ state }) => state === 'CURRENT')?.publicKey;
    // The key-state table lets a key without material through; one that never had any has no public key either.
    if (publicKey === undefined && call.stateOf(key) === 'PendingImport') throw pendingImport(key);
    // Symmetric and HMAC keys have none at all; AWS sends no text with this.
    if (publicKey === undefined) throw unsupported();
    return {
      KeyId: key.arn,
      PublicKey: Buffer.from(publicKey, 'base64'),
      CustomerMasterKeySpec: /^(RSA|ECC_NIST_P|ECC_SECG|SM2)/u.test(key.spec) ? key.spec : undefined,
      KeySpec: key.spec,
      KeyUsage: key.usage,
      [algorithmMembers[key.usage]]: algorithmsOf(key),
    };
  },
} satisfies Operations;

interface SigningInput {
  Message: Buffer;
  MessageType?: MessageType;
  SigningAlgorithm: SigningAlgorithm;
}

function signatureInput(call: Call, key: KeyRecord, input: SigningInput): SignatureInput {
  const { Message: message, MessageType: messageType = 'RAW', SigningAlgorithm: algorithm } = input;
  requireAlgorithm(key, algorithm);
  const length = messageLength(algorithm, messageType);
  if (length === 'none')
    throw invalid(`Message type ${messageType} is incompatible with ${subject(key, algorithm)}.`);
  if (length !== 'any' && message.length !== length)
    throw invalid(
      messageType === 'DIGEST'
        ? `Digest is invalid length for algorithm ${algorithm}.`
        : `Message is invalid length for MessageType ${messageType}.`,
    );
  return { spec: key.spec, material: currentMaterial(call, key).secret, algorithm, messageType, message };
}

/** What a message type does not fit, as AWS says it: the algorithm, where the key spec has several of them. */
function subject(key: KeyRecord, algorithm: SigningAlgorithm): string {
  return algorithmsOf(key).length > 1 ? `algorithm ${algorithm}` : `key spec ${key.spec}`;
}

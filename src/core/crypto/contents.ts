import { asText } from './encodings';
import { isEncryptionSdkMessage } from './encryptionSdk';

/** What the bytes seem to be, where they are not what the operation takes, with what to do. */
export function mistakenFor(bytes: Uint8Array): string | undefined {
  return notices.find(([is]) => is(bytes))?.[1];
}

/** Three parts of base64url of which the first is a JSON object (RFC 7519). */
export function isJsonWebToken(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text.trim());
}

type Notice = readonly [is: (bytes: Uint8Array) => boolean, says: string];

const notices: readonly Notice[] = [
  [
    isEncryptionSdkMessage,
    'This is a message of the AWS Encryption SDK, not a ciphertext of KMS: KMS only knows the data keys inside of it. Use “Decrypt”, which reads such messages, and encrypt it anew.',
  ],
  [
    (bytes) => isJsonWebToken(asText(bytes) ?? ''),
    'This is a JSON Web Token: it is signed, not encrypted. Use “Verify a JSON Web Token”.',
  ],
  [
    (bytes) => bytes.length === 16 || bytes.length === 32,
    'This has the length of a data key in the clear. Ciphertexts of KMS are longer.',
  ],
];

import { asText } from './encodings';

/** What the bytes seem to be, where they are not what the operation takes, with what to do. */
export function mistakenFor(bytes: Uint8Array): string | undefined {
  return notices.find(([is]) => is(bytes))?.[1];
}

/**
 * Algorithm suites of the AWS Encryption SDK. Source: AWS Encryption SDK developer guide, "Algorithm suites reference"
 * and "Message format reference": version 1 begins with 01 80 and the suite, version 2 with 02 and the suite.
 */
const suites = {
  1: [0x0014, 0x0046, 0x0078, 0x0114, 0x0146, 0x0178, 0x0214, 0x0346, 0x0378],
  2: [0x0478, 0x0578],
} as const;

/** Whether the bytes begin as a message of the AWS Encryption SDK does. */
export function isEncryptionSdkMessage(bytes: Uint8Array): boolean {
  const [version, first = 0, second = 0, third = 0] = bytes;
  if (version === 1 && first === 0x80) return suites[1].some((suite) => suite === (second << 8) + third);
  return version === 2 && suites[2].some((suite) => suite === (first << 8) + second);
}

/** Three parts of base64url of which the first is a JSON object (RFC 7519). */
export function isJsonWebToken(text: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text.trim());
}

type Notice = readonly [is: (bytes: Uint8Array) => boolean, says: string];

const notices: readonly Notice[] = [
  [
    isEncryptionSdkMessage,
    'This is a message of the AWS Encryption SDK, not a ciphertext of KMS: KMS can only decrypt the data keys inside of it. Decrypt it with the AWS Encryption SDK or its command line.',
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

import type { Operations } from './contract';
import { dataKeys } from './cryptographyDataKeys';
import { encryption } from './cryptographyEncryption';
import { macs } from './cryptographyMacs';
import { sharedSecrets } from './cryptographySecrets';
import { signatures } from './cryptographySignatures';

/** Every cryptographic operation, and GetPublicKey and GenerateRandom beside them. */
export const cryptography: Operations = {
  ...encryption,
  ...dataKeys,
  ...signatures,
  ...macs,
  ...sharedSecrets,
};

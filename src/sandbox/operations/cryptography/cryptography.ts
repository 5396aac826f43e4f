import type { Operations } from '../call';
import { dataKeys } from './dataKeys';
import { encryption } from './encryption';
import { macs } from './macs';
import { sharedSecrets } from './secrets';
import { signatures } from './signatures';

/** Every cryptographic operation, and GetPublicKey and GenerateRandom beside them. */
export const cryptography = {
  ...encryption,
  ...dataKeys,
  ...signatures,
  ...macs,
  ...sharedSecrets,
} satisfies Operations;

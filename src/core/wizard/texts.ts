import type { KeyUsage, Origin } from '../kms/specs';

export interface Words {
  title: string;
  description: string;
  note?: string;
}

export const typeWords: Readonly<Record<'Symmetric' | 'Asymmetric', Words>> = {
  Symmetric: {
    title: 'Symmetric',
    description:
      'One key encrypts and decrypts data, or makes and verifies HMAC codes. For S3, EBS, Secrets Manager, Lambda and the other integrated services.',
    note: 'Recommended for most uses',
  },
  Asymmetric: {
    title: 'Asymmetric',
    description:
      'A public and a private key, to sign and verify, to agree on secrets, or to encrypt outside of AWS with the public key.',
    note: 'Services integrated with KMS cannot use it',
  },
};

/** Source: developer guide, "Choosing what type of KMS key to create"; NIST SP 800-57 (one usage per key). */
export const usageWords: Readonly<Record<KeyUsage, Words>> = {
  ENCRYPT_DECRYPT: {
    title: 'Encrypt and decrypt',
    description: 'Encrypts and decrypts data.',
  },
  GENERATE_VERIFY_MAC: {
    title: 'Generate and verify MAC',
    description: 'Makes and verifies hash-based message authentication codes (HMAC).',
  },
  SIGN_VERIFY: {
    title: 'Sign and verify',
    description: 'The private key signs inside KMS; anyone with the public key verifies.',
  },
  KEY_AGREEMENT: {
    title: 'Key agreement',
    description: 'Derives a shared secret with another party’s public key (ECDH).',
  },
  ENCAPSULATE_DECAPSULATE: {
    title: 'Encapsulate and decapsulate',
    description: 'Establishes a shared secret that withstands quantum computers (ML-KEM).',
  },
};

/** What the symmetric key's usage gives besides. */
export const dataKeysWords =
  'Encrypts and decrypts data. Also generates data keys for envelope encryption of large data.';

export const originWords: Readonly<Record<Origin, Words>> = {
  AWS_KMS: {
    title: 'KMS',
    description: 'KMS makes and keeps the key material.',
    note: 'Recommended',
  },
  EXTERNAL: {
    title: 'External (Import key material)',
    description: 'You bring the key material. The key waits for its import before it can be used.',
  },
  AWS_CLOUDHSM: {
    title: 'AWS CloudHSM key store',
    description: 'The key material is made and kept in your own CloudHSM cluster.',
  },
  EXTERNAL_KEY_STORE: {
    title: 'External key store',
    description: 'The key material stays in a key manager outside of AWS.',
  },
};

export const regionalityWords = {
  single: {
    title: 'Single-Region key',
    description: 'The key stays in this Region.',
    note: 'Recommended',
  },
  multi: {
    title: 'Multi-Region key',
    description:
      'The key can be replicated into other Regions, where replicas work with the same ciphertexts.',
    note: 'Each replica is charged like a key of its own',
  },
} as const satisfies Record<string, Words>;

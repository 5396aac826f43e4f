import type { KeySpec, KeyUsage, Origin } from '../keys/model';

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

export const specWords: Readonly<Record<KeySpec, Words & { group: string }>> = {
  SYMMETRIC_DEFAULT: { group: 'Symmetric', title: 'SYMMETRIC_DEFAULT', description: 'AES-256-GCM' },
  RSA_2048: { group: 'RSA', title: 'RSA_2048', description: 'RSA, 2,048 bits' },
  RSA_3072: { group: 'RSA', title: 'RSA_3072', description: 'RSA, 3,072 bits' },
  RSA_4096: { group: 'RSA', title: 'RSA_4096', description: 'RSA, 4,096 bits' },
  ECC_NIST_P256: { group: 'Elliptic curve', title: 'ECC_NIST_P256', description: 'NIST P-256' },
  ECC_NIST_P384: { group: 'Elliptic curve', title: 'ECC_NIST_P384', description: 'NIST P-384' },
  ECC_NIST_P521: { group: 'Elliptic curve', title: 'ECC_NIST_P521', description: 'NIST P-521' },
  ECC_NIST_EDWARDS25519: {
    group: 'Elliptic curve',
    title: 'ECC_NIST_EDWARDS25519',
    description: 'Ed25519',
  },
  ECC_SECG_P256K1: {
    group: 'Elliptic curve',
    title: 'ECC_SECG_P256K1',
    description: 'secp256k1, for cryptocurrencies',
  },
  HMAC_224: { group: 'HMAC', title: 'HMAC_224', description: 'HMAC with SHA-224' },
  HMAC_256: { group: 'HMAC', title: 'HMAC_256', description: 'HMAC with SHA-256' },
  HMAC_384: { group: 'HMAC', title: 'HMAC_384', description: 'HMAC with SHA-384' },
  HMAC_512: { group: 'HMAC', title: 'HMAC_512', description: 'HMAC with SHA-512' },
  ML_DSA_44: { group: 'Post-quantum', title: 'ML_DSA_44', description: 'ML-DSA, category 2' },
  ML_DSA_65: { group: 'Post-quantum', title: 'ML_DSA_65', description: 'ML-DSA, category 3' },
  ML_DSA_87: { group: 'Post-quantum', title: 'ML_DSA_87', description: 'ML-DSA, category 5' },
  ML_KEM_512: { group: 'Post-quantum', title: 'ML_KEM_512', description: 'ML-KEM, category 1' },
  ML_KEM_768: { group: 'Post-quantum', title: 'ML_KEM_768', description: 'ML-KEM, category 3' },
  ML_KEM_1024: { group: 'Post-quantum', title: 'ML_KEM_1024', description: 'ML-KEM, category 5' },
  SM2: { group: 'SM2', title: 'SM2', description: 'The Chinese standard' },
};

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

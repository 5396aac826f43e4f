import type { KeySpec } from '../../core/keys/model';

export type EcCurve = 'P-256' | 'P-384' | 'P-521' | 'secp256k1' | 'SM2';

/** What the material of a key spec is made of. */
export type MaterialForm =
  | { kind: 'secret'; bytes: number; mostBytes?: number }
  | { kind: 'rsa'; bits: number }
  | { kind: 'ec'; curve: EcCurve }
  | { kind: 'ed25519' }
  | { kind: 'mlDsa'; parameterSet: '44' | '65' | '87' }
  | { kind: 'mlKem'; parameterSet: '512' | '768' | '1024' };

/**
 * "At least the length of the key spec, at most 1024 bits" (developer guide, "Importing key material concepts"). The
 * page on encrypting key material wants the very length; whoever follows that one is served as well.
 */
const LONGEST_HMAC = 128;

/**
 * Secrets are stored as they are, private keys as PKCS#8 DER.
 * Sizes: AWS KMS Developer Guide, "Key spec reference"; new HMAC material is as long as the digest.
 */
export const materialForms: Record<KeySpec, MaterialForm> = {
  SYMMETRIC_DEFAULT: { kind: 'secret', bytes: 32 },
  HMAC_224: { kind: 'secret', bytes: 28, mostBytes: LONGEST_HMAC },
  HMAC_256: { kind: 'secret', bytes: 32, mostBytes: LONGEST_HMAC },
  HMAC_384: { kind: 'secret', bytes: 48, mostBytes: LONGEST_HMAC },
  HMAC_512: { kind: 'secret', bytes: 64, mostBytes: LONGEST_HMAC },
  RSA_2048: { kind: 'rsa', bits: 2048 },
  RSA_3072: { kind: 'rsa', bits: 3072 },
  RSA_4096: { kind: 'rsa', bits: 4096 },
  ECC_NIST_P256: { kind: 'ec', curve: 'P-256' },
  ECC_NIST_P384: { kind: 'ec', curve: 'P-384' },
  ECC_NIST_P521: { kind: 'ec', curve: 'P-521' },
  ECC_SECG_P256K1: { kind: 'ec', curve: 'secp256k1' },
  ECC_NIST_EDWARDS25519: { kind: 'ed25519' },
  ML_DSA_44: { kind: 'mlDsa', parameterSet: '44' },
  ML_DSA_65: { kind: 'mlDsa', parameterSet: '65' },
  ML_DSA_87: { kind: 'mlDsa', parameterSet: '87' },
  ML_KEM_512: { kind: 'mlKem', parameterSet: '512' },
  ML_KEM_768: { kind: 'mlKem', parameterSet: '768' },
  ML_KEM_1024: { kind: 'mlKem', parameterSet: '1024' },
  SM2: { kind: 'ec', curve: 'SM2' },
};

/** Object identifiers: RFC 8017, 5480, 8410, 9881 (ML-DSA), 9935 (ML-KEM), SEC 2 (secp256k1), GB/T 33560 (SM2). */
export const oids = {
  rsaEncryption: '1.2.840.113549.1.1.1',
  ecPublicKey: '1.2.840.10045.2.1',
  ed25519: '1.3.101.112',
  curves: {
    'P-256': '1.2.840.10045.3.1.7',
    'P-384': '1.3.132.0.34',
    'P-521': '1.3.132.0.35',
    secp256k1: '1.3.132.0.10',
    SM2: '1.2.156.10197.1.301',
  } satisfies Record<EcCurve, string>,
  mlDsa: {
    '44': '2.16.840.1.101.3.4.3.17',
    '65': '2.16.840.1.101.3.4.3.18',
    '87': '2.16.840.1.101.3.4.3.19',
  },
  mlKem: {
    '512': '2.16.840.1.101.3.4.4.1',
    '768': '2.16.840.1.101.3.4.4.2',
    '1024': '2.16.840.1.101.3.4.4.3',
  },
} as const;

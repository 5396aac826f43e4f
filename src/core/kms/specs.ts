/** What a key may be used for. Source: API reference, KeyUsageType (2026-11), in the order of its error texts. */
export const keyUsages = [
  'ENCRYPT_DECRYPT',
  'SIGN_VERIFY',
  'GENERATE_VERIFY_MAC',
  'KEY_AGREEMENT',
  'ENCAPSULATE_DECAPSULATE',
] as const;
export type KeyUsage = (typeof keyUsages)[number];

/** Where the material of a key comes from. Source: API reference, OriginType (2026-11). */
export const origins = ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'] as const;
export type Origin = (typeof origins)[number];

export const messageTypes = ['RAW', 'DIGEST', 'EXTERNAL_MU'] as const;
export type MessageType = (typeof messageTypes)[number];

const hashed = ['RAW', 'DIGEST'] as const;

/** How signing algorithms take the message. Source: API reference, Sign, MessageType and SigningAlgorithm (2026-11). */
export const signingAlgorithms = {
  RSASSA_PSS_SHA_256: hashed,
  RSASSA_PSS_SHA_384: hashed,
  RSASSA_PSS_SHA_512: hashed,
  RSASSA_PKCS1_V1_5_SHA_256: hashed,
  RSASSA_PKCS1_V1_5_SHA_384: hashed,
  RSASSA_PKCS1_V1_5_SHA_512: hashed,
  ECDSA_SHA_256: hashed,
  ECDSA_SHA_384: hashed,
  ECDSA_SHA_512: hashed,
  ED25519_SHA_512: ['RAW'],
  ED25519_PH_SHA_512: ['DIGEST'],
  SM2DSA: hashed,
  ML_DSA_SHAKE_256: ['RAW', 'EXTERNAL_MU'],
} as const satisfies Record<string, readonly MessageType[]>;
export type SigningAlgorithm = keyof typeof signingAlgorithms;

export type EncryptionAlgorithm = 'SYMMETRIC_DEFAULT' | 'RSAES_OAEP_SHA_1' | 'RSAES_OAEP_SHA_256' | 'SM2PKE';

export type EcCurve = 'P-256' | 'P-384' | 'P-521' | 'secp256k1' | 'SM2';

/**
 * What the material of a key spec is made of. Imported HMAC keys may be longer than those of KMS (developer guide,
 * importing-keys-conceptual: at least as long as the spec says, at most 1,024 bits).
 */
export type MaterialForm =
  | { kind: 'secret'; bytes: number; mostBytes?: number }
  | { kind: 'rsa'; bits: number }
  | { kind: 'ec'; curve: EcCurve }
  | { kind: 'ed25519' }
  | { kind: 'mlDsa'; parameterSet: '44' | '65' | '87' }
  | { kind: 'mlKem'; parameterSet: '512' | '768' | '1024' };

/** All that AWS says of one key spec, and the words with which it is offered. */
export interface Spec {
  group: 'Symmetric' | 'RSA' | 'Elliptic curve' | 'HMAC' | 'Post-quantum' | 'SM2';
  description: string;
  /** The usages that keys of the spec can have, each with its algorithms in AWS's order. */
  usages: Readonly<Partial<Record<KeyUsage, readonly string[]>>>;
  origins: readonly Origin[];
  material: MaterialForm;
  /** The longest plaintext of Encrypt in bytes. */
  plaintextBytes?: Readonly<Partial<Record<EncryptionAlgorithm, number>>>;
  /** GenerateDataKeyPair makes pairs of it. */
  dataKeyPair?: true;
  /** It is older than the deprecated CustomerMasterKeySpec. */
  customerMasterKeySpec?: true;
  regions?: 'china' | 'not-china';
  /** Where it stands in the enum that error texts of the service list, which has no order to see. */
  place: number;
}

const everyOrigin = origins;
const importable = ['AWS_KMS', 'EXTERNAL'] as const;
/** "You can't import key material for ML-DSA KMS keys" (developer guide, importing-keys); no source lets ML-KEM. */
const ownOnly = ['AWS_KMS'] as const;
/** PKCS #1 before PSS, as DescribeKey answers (examples of the API's model, CLI reference, developer guide). */
const rsaUsages = {
  ENCRYPT_DECRYPT: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
  SIGN_VERIFY: [
    'RSASSA_PKCS1_V1_5_SHA_256',
    'RSASSA_PKCS1_V1_5_SHA_384',
    'RSASSA_PKCS1_V1_5_SHA_512',
    'RSASSA_PSS_SHA_256',
    'RSASSA_PSS_SHA_384',
    'RSASSA_PSS_SHA_512',
  ],
} as const;

/**
 * Every key spec, in the order in which it is offered. Sources (2026-11): API reference, CreateKey (usages, origins),
 * Encrypt (plaintext), GenerateDataKeyPair; developer guide, "Key spec reference" and "Importing key material".
 */
export const specs = {
  SYMMETRIC_DEFAULT: {
    group: 'Symmetric',
    description: 'AES-256-GCM',
    usages: { ENCRYPT_DECRYPT: ['SYMMETRIC_DEFAULT'] },
    origins: everyOrigin,
    material: { kind: 'secret', bytes: 32 },
    plaintextBytes: { SYMMETRIC_DEFAULT: 4096 },
    customerMasterKeySpec: true,
    place: 9,
  },
  RSA_2048: {
    group: 'RSA',
    description: 'RSA, 2,048 bits',
    usages: rsaUsages,
    origins: importable,
    material: { kind: 'rsa', bits: 2048 },
    plaintextBytes: { RSAES_OAEP_SHA_1: 214, RSAES_OAEP_SHA_256: 190 },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    place: 1,
  },
  RSA_3072: {
    group: 'RSA',
    description: 'RSA, 3,072 bits',
    usages: rsaUsages,
    origins: importable,
    material: { kind: 'rsa', bits: 3072 },
    plaintextBytes: { RSAES_OAEP_SHA_1: 342, RSAES_OAEP_SHA_256: 318 },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    place: 6,
  },
  RSA_4096: {
    group: 'RSA',
    description: 'RSA, 4,096 bits',
    usages: rsaUsages,
    origins: importable,
    material: { kind: 'rsa', bits: 4096 },
    plaintextBytes: { RSAES_OAEP_SHA_1: 470, RSAES_OAEP_SHA_256: 446 },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    place: 8,
  },
  ECC_NIST_P256: {
    group: 'Elliptic curve',
    description: 'NIST P-256',
    usages: { SIGN_VERIFY: ['ECDSA_SHA_256'], KEY_AGREEMENT: ['ECDH'] },
    origins: importable,
    material: { kind: 'ec', curve: 'P-256' },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    place: 3,
  },
  ECC_NIST_P384: {
    group: 'Elliptic curve',
    description: 'NIST P-384',
    usages: { SIGN_VERIFY: ['ECDSA_SHA_384'], KEY_AGREEMENT: ['ECDH'] },
    origins: importable,
    material: { kind: 'ec', curve: 'P-384' },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    place: 2,
  },
  ECC_NIST_P521: {
    group: 'Elliptic curve',
    description: 'NIST P-521',
    usages: { SIGN_VERIFY: ['ECDSA_SHA_512'], KEY_AGREEMENT: ['ECDH'] },
    origins: importable,
    material: { kind: 'ec', curve: 'P-521' },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    place: 4,
  },
  ECC_NIST_EDWARDS25519: {
    group: 'Elliptic curve',
    description: 'Ed25519',
    usages: { SIGN_VERIFY: ['ED25519_SHA_512', 'ED25519_PH_SHA_512'] },
    origins: importable,
    material: { kind: 'ed25519' },
    dataKeyPair: true,
    place: 17,
  },
  ECC_SECG_P256K1: {
    group: 'Elliptic curve',
    description: 'secp256k1, for cryptocurrencies',
    usages: { SIGN_VERIFY: ['ECDSA_SHA_256'] },
    origins: importable,
    material: { kind: 'ec', curve: 'secp256k1' },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    place: 7,
  },
  HMAC_224: {
    group: 'HMAC',
    description: 'HMAC with SHA-224',
    usages: { GENERATE_VERIFY_MAC: ['HMAC_SHA_224'] },
    origins: importable,
    material: { kind: 'secret', bytes: 28, mostBytes: 128 },
    customerMasterKeySpec: true,
    place: 11,
  },
  HMAC_256: {
    group: 'HMAC',
    description: 'HMAC with SHA-256',
    usages: { GENERATE_VERIFY_MAC: ['HMAC_SHA_256'] },
    origins: importable,
    material: { kind: 'secret', bytes: 32, mostBytes: 128 },
    customerMasterKeySpec: true,
    place: 10,
  },
  HMAC_384: {
    group: 'HMAC',
    description: 'HMAC with SHA-384',
    usages: { GENERATE_VERIFY_MAC: ['HMAC_SHA_384'] },
    origins: importable,
    material: { kind: 'secret', bytes: 48, mostBytes: 128 },
    customerMasterKeySpec: true,
    place: 5,
  },
  HMAC_512: {
    group: 'HMAC',
    description: 'HMAC with SHA-512',
    usages: { GENERATE_VERIFY_MAC: ['HMAC_SHA_512'] },
    origins: importable,
    material: { kind: 'secret', bytes: 64, mostBytes: 128 },
    customerMasterKeySpec: true,
    place: 12,
  },
  ML_DSA_44: {
    group: 'Post-quantum',
    description: 'ML-DSA, category 2',
    usages: { SIGN_VERIFY: ['ML_DSA_SHAKE_256'] },
    origins: ownOnly,
    material: { kind: 'mlDsa', parameterSet: '44' },
    place: 14,
  },
  ML_DSA_65: {
    group: 'Post-quantum',
    description: 'ML-DSA, category 3',
    usages: { SIGN_VERIFY: ['ML_DSA_SHAKE_256'] },
    origins: ownOnly,
    material: { kind: 'mlDsa', parameterSet: '65' },
    place: 15,
  },
  ML_DSA_87: {
    group: 'Post-quantum',
    description: 'ML-DSA, category 5',
    usages: { SIGN_VERIFY: ['ML_DSA_SHAKE_256'] },
    origins: ownOnly,
    material: { kind: 'mlDsa', parameterSet: '87' },
    place: 16,
  },
  ML_KEM_512: {
    group: 'Post-quantum',
    description: 'ML-KEM, category 1',
    usages: { ENCAPSULATE_DECAPSULATE: ['ML_KEM'] },
    origins: ownOnly,
    material: { kind: 'mlKem', parameterSet: '512' },
    dataKeyPair: true,
    regions: 'not-china',
    place: 18,
  },
  ML_KEM_768: {
    group: 'Post-quantum',
    description: 'ML-KEM, category 3',
    usages: { ENCAPSULATE_DECAPSULATE: ['ML_KEM'] },
    origins: ownOnly,
    material: { kind: 'mlKem', parameterSet: '768' },
    dataKeyPair: true,
    regions: 'not-china',
    place: 19,
  },
  ML_KEM_1024: {
    group: 'Post-quantum',
    description: 'ML-KEM, category 5',
    usages: { ENCAPSULATE_DECAPSULATE: ['ML_KEM'] },
    origins: ownOnly,
    material: { kind: 'mlKem', parameterSet: '1024' },
    dataKeyPair: true,
    regions: 'not-china',
    place: 20,
  },
  SM2: {
    group: 'SM2',
    description: 'The Chinese standard',
    usages: { ENCRYPT_DECRYPT: ['SM2PKE'], SIGN_VERIFY: ['SM2DSA'], KEY_AGREEMENT: ['ECDH'] },
    origins: importable,
    material: { kind: 'ec', curve: 'SM2' },
    plaintextBytes: { SM2PKE: 1024 },
    dataKeyPair: true,
    customerMasterKeySpec: true,
    regions: 'china',
    place: 13,
  },
} as const satisfies Record<string, Spec>;

export type KeySpec = keyof typeof specs;

export const keySpecs = Object.keys(specs) as readonly KeySpec[];

/** The row of a spec, its members as the interface has them. */
export function specOf(spec: KeySpec): Spec {
  return specs[spec];
}

/** The specs for which something holds, in the order of the service's enum. */
export function specsInEnumOrder(holds: (spec: Spec) => boolean = () => true): readonly KeySpec[] {
  return keySpecs.filter((spec) => holds(specs[spec])).sort((a, b) => specs[a].place - specs[b].place);
}

/** Whether keys of the spec can be made in a Region. */
export function isSpecOfRegion(spec: KeySpec, region: string): boolean {
  const where = specOf(spec).regions;
  return where === undefined || (where === 'china') === region.startsWith('cn-');
}

/**
 * The form that material of a spec has in a Region. In China Regions a symmetric encryption key is an SM4 key of 128
 * bits. Source: developer guide, importing-keys-encrypt-key-material (2026-11).
 */
export function materialIn(spec: KeySpec, region: string): MaterialForm {
  if (spec === 'SYMMETRIC_DEFAULT' && region.startsWith('cn-')) return { kind: 'secret', bytes: 16 };
  return specOf(spec).material;
}

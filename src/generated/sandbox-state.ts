/* Generated from schemas/sandbox-state.schema.json by `npm run generate`. Do not edit. */

export type KeySpec =
  | 'SYMMETRIC_DEFAULT'
  | 'RSA_2048'
  | 'RSA_3072'
  | 'RSA_4096'
  | 'ECC_NIST_P256'
  | 'ECC_NIST_P384'
  | 'ECC_NIST_P521'
  | 'ECC_NIST_EDWARDS25519'
  | 'ECC_SECG_P256K1'
  | 'HMAC_224'
  | 'HMAC_256'
  | 'HMAC_384'
  | 'HMAC_512'
  | 'ML_DSA_44'
  | 'ML_DSA_65'
  | 'ML_DSA_87'
  | 'ML_KEM_512'
  | 'ML_KEM_768'
  | 'ML_KEM_1024'
  | 'SM2';
export type KeyUsage =
  'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC' | 'KEY_AGREEMENT' | 'ENCAPSULATE_DECAPSULATE';
export type Origin = 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';

/**
 * Everything a sandbox keeps of its keys. Dates are milliseconds since 1970, UTC, by the sandbox's own clock.
 */
export interface SandboxState {
  /**
   * Of this format; older ones are migrated when read.
   */
  version: 2;
  /**
   * Number of the first journal whose changes are not in here yet.
   */
  generation: number;
  settings: Settings;
  keys: KeyRecord[];
  aliases: AliasRecord[];
  grants: GrantRecord[];
  keyStores: KeyStoreRecord[];
  usages: UsageRecord[];
  /**
   * CRC-32 of all bytes of the file before this member and its comma, as eight hexadecimal digits. Not in exported sandboxes. Remove it to edit the file by hand.
   */
  checksum?: string;
}
/**
 * What holds for the whole sandbox.
 */
export interface Settings {
  accountId: string;
  /**
   * Where a client without a Region starts.
   */
  region: string;
  /**
   * How many milliseconds the sandbox's clock is ahead of the machine's.
   */
  clockOffset: number;
  created: number;
}
/**
 * A KMS key. Its state is not kept: it follows from these fields and the clock.
 */
export interface KeyRecord {
  arn: string;
  accountId: string;
  region: string;
  keyId: string;
  manager: 'CUSTOMER' | 'AWS';
  spec: KeySpec;
  usage: KeyUsage;
  origin: Origin;
  description: string;
  created: number;
  /**
   * False after DisableKey and after CancelKeyDeletion.
   */
  enabled: boolean;
  /**
   * The key policy, as it was put.
   */
  policy: string;
  tags: TagRecord[];
  /**
   * Every key material that is or was permanently associated, oldest first, and one pending.
   */
  materials: KeyMaterial[];
  /**
   * Symmetric encryption keys only. An EXTERNAL key has none before its first import and keeps it ever after.
   */
  currentMaterialId?: string;
  rotation?: AutomaticRotation;
  /**
   * Rotations that happened, oldest first.
   */
  rotations: RotationRecord[];
  deletion?: Deletion;
  multiRegion?: MultiRegionRole;
  transition?: Transition;
  keyStoreId?: string;
  cloudHsmClusterId?: string;
  xksKeyId?: string;
}
export interface TagRecord {
  key: string;
  value: string;
}
export interface KeyMaterial {
  /**
   * 64 hexadecimal digits.
   */
  id: string;
  state: 'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION' | 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION';
  created: number;
  /**
   * Private or symmetric bytes, sealed. Absent while imported material is deleted, or not imported here yet.
   */
  secret?: string;
  /**
   * SubjectPublicKeyInfo, DER in base64. Asymmetric keys only.
   */
  publicKey?: string;
  imported?: ImportedMaterial;
}
export interface ImportedMaterial {
  date: number;
  model: 'KEY_MATERIAL_EXPIRES' | 'KEY_MATERIAL_DOES_NOT_EXPIRE';
  validTo?: number;
  description?: string;
}
export interface AutomaticRotation {
  periodDays: number;
  next: number;
}
export interface RotationRecord {
  date: number;
  type: 'AUTOMATIC' | 'ON_DEMAND';
  materialId: string;
}
export interface Deletion {
  windowDays: number;
  /**
   * Absent while a multi-Region primary key waits for its replicas to go.
   */
  date?: number;
}
export interface MultiRegionRole {
  role: 'PRIMARY' | 'REPLICA';
  primaryRegion: string;
  replicaRegions: string[];
}
/**
 * A state that passes by itself, as after ReplicateKey and UpdatePrimaryRegion.
 */
export interface Transition {
  state: 'Creating' | 'Updating';
  until: number;
}
export interface AliasRecord {
  arn: string;
  accountId: string;
  region: string;
  /**
   * With the prefix alias/.
   */
  name: string;
  /**
   * Absent on AWS's predefined aliases that have no key yet.
   */
  targetKeyId?: string;
  created?: number;
  updated?: number;
}
export interface GrantRecord {
  /**
   * 64 hexadecimal digits.
   */
  id: string;
  keyArn: string;
  token: string;
  name?: string;
  /**
   * ARN of an IAM principal.
   */
  grantee?: string;
  granteeService?: string;
  retiring?: string;
  retiringService?: string;
  operations: string[];
  encryptionContextEquals?: {
    [k: string]: string;
  };
  encryptionContextSubset?: {
    [k: string]: string;
  };
  sourceArn?: string;
  created: number;
  /**
   * ARN of the account's root.
   */
  issuingAccount: string;
}
/**
 * A custom key store.
 */
export interface KeyStoreRecord {
  id: string;
  accountId: string;
  region: string;
  name: string;
  type: 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';
  state: 'CONNECTED' | 'CONNECTING' | 'DISCONNECTED' | 'DISCONNECTING' | 'FAILED';
  /**
   * ConnectionErrorCode of a store in state FAILED.
   */
  error?: string;
  created: number;
  clusterId?: string;
  trustAnchorCertificate?: string;
  xks?: {
    connectivity?: 'PUBLIC_ENDPOINT' | 'VPC_ENDPOINT_SERVICE';
    endpoint?: string;
    path?: string;
    accessKeyId?: string;
    vpcService?: string;
    vpcServiceOwner?: string;
  };
}
/**
 * The last successful cryptographic operation with a key.
 */
export interface UsageRecord {
  keyArn: string;
  operation: string;
  date: number;
  eventId: string;
  requestId: string;
}

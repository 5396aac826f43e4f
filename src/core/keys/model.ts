import type { GrantOperation } from '../kms/grants';
import type { KeySpec, KeyUsage, Origin } from '../kms/specs';
import type { KeyState } from '../kms/states';

/** What the workbench knows of a KMS key. Enum values are AWS's own (API reference, KeyMetadata). */

/** Where a key is, without knowing anything else of it. */
export interface KeyRef {
  /** Id of the connection through which it is reached, see `Connection`. */
  connection: string;
  region: string;
  keyId: string;
  arn: string;
}

export interface MultiRegion {
  role: 'PRIMARY' | 'REPLICA';
  primary: { arn: string; region: string };
  replicas: { arn: string; region: string }[];
}

/** KeyMetadata of DescribeKey, in our words. Dates are milliseconds since 1970, UTC. */
export interface Key extends KeyRef {
  accountId: string;
  manager: 'AWS' | 'CUSTOMER';
  state: KeyState;
  spec: KeySpec;
  usage: KeyUsage;
  origin: Origin;
  description: string;
  created?: number;
  deletionDate?: number;
  /** Waiting period that starts when the last replica is gone. */
  pendingWindowDays?: number;
  validTo?: number;
  expirationModel?: 'KEY_MATERIAL_EXPIRES' | 'KEY_MATERIAL_DOES_NOT_EXPIRE';
  multiRegion?: MultiRegion;
  customKeyStoreId?: string;
  /** Id of the key outside of AWS, in an external key store. */
  xksKeyId?: string;
  currentKeyMaterialId?: string;
  algorithms: string[];
}

export interface Alias {
  /** With the prefix, `alias/payments`. */
  name: string;
  arn: string;
  region: string;
  /** Absent on AWS's predefined aliases that have no key yet. */
  targetKeyId?: string;
  created?: number;
  updated?: number;
}

export interface Tag {
  key: string;
  value: string;
}

export interface RotationStatus {
  enabled: boolean;
  periodDays?: number;
  nextRotation?: number;
  onDemandStarted?: number;
}

export interface Rotation {
  date?: number;
  type?: 'AUTOMATIC' | 'ON_DEMAND';
  materialId?: string;
  materialState?: 'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION' | 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION';
  importState?: 'IMPORTED' | 'PENDING_IMPORT';
  description?: string;
  validTo?: number;
}

export interface Grant {
  id: string;
  /** Where the list may hold grants of several keys. */
  keyArn?: string;
  name?: string;
  /** ARN of an IAM principal or the name of a service. */
  grantee: string;
  retiring?: string;
  operations: string[];
  encryptionContextEquals?: Record<string, string>;
  encryptionContextSubset?: Record<string, string>;
  sourceArn?: string;
  created?: number;
  issuingAccount?: string;
}

/** Who is to have a grant, or may retire it: an IAM principal by its ARN, or a service by its name. */
export interface GrantParty {
  kind: 'principal' | 'service';
  name: string;
}

/** A grant that is to be made, the input of CreateGrant. */
export interface NewGrant {
  grantee: GrantParty;
  retiring?: GrantParty;
  operations: GrantOperation[];
  encryptionContextEquals?: Record<string, string>;
  encryptionContextSubset?: Record<string, string>;
  sourceArn?: string;
  name?: string;
}

/** GetKeyLastUsage. Use before `trackingStart` is unknown; an empty `used` proves nothing about that time. */
export interface LastUsage {
  used?: { operation: string; date: number; cloudTrailEventId?: string };
  trackingStart?: number;
  created?: number;
}

/** What a person chose for a key to be, the input of CreateKey and what follows it. */
export interface NewKey {
  spec: KeySpec;
  usage: KeyUsage;
  origin: Origin;
  multiRegion: boolean;
  description: string;
  tags: Tag[];
  policy: string;
  bypassLockoutCheck?: boolean;
  customKeyStoreId?: string;
  xksKeyId?: string;
}

/** A user or role that can be named in a key policy. */
export interface Principal {
  kind: 'user' | 'role';
  name: string;
  path: string;
  arn: string;
}

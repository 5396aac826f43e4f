import type { Grant } from '../keys/model';
import type { KeySpec, KeyUsage, Origin } from '../kms/specs';

/** What condition keys can ask of the key that a call works on. */
export interface KeyFacts {
  spec: KeySpec;
  usage: KeyUsage;
  origin: Origin;
  multiRegion?: 'PRIMARY' | 'REPLICA';
  /** With the prefix: `alias/payments`. */
  aliases?: readonly string[];
  tags?: Readonly<Record<string, string>>;
  /** Dates in milliseconds since 1970, UTC. */
  created?: number;
  lastUsed?: number;
  trackingStart?: number;
}

/** One call as KMS sees it, before any policy is asked. */
export interface CallFacts {
  /** `kms:Encrypt`; the two halves of ReEncrypt are `kms:ReEncryptFrom` and `kms:ReEncryptTo`. */
  action: string;
  /** The operation's input under AWS's names. */
  parameters: Readonly<Record<string, unknown>>;
  key?: KeyFacts;
  /** The grant that is to be retired or revoked. */
  grant?: Grant;
  /** Both keys of ReEncrypt are the same. */
  sameKey?: boolean;
  /** Milliseconds since 1970, UTC. */
  now: number;
  region: string;
  sourceIp?: string;
  secureTransport?: boolean;
  userAgent?: string;
  /** `s3.us-east-1.amazonaws.com` where a service calls on the caller's behalf (forward access session). */
  viaService?: string;
}

import type {
  AliasRecord,
  GrantRecord,
  KeyRecord,
  KeyStoreRecord,
  Settings,
  UsageRecord,
} from '../../generated/sandbox-state';
import type { CompiledPolicy } from '../../core/access/compiled';

/** Changes that become visible and durable together, or not at all. */
export interface Change {
  keys?: KeyRecord[];
  aliases?: AliasRecord[];
  grants?: GrantRecord[];
  keyStores?: KeyStoreRecord[];
  usages?: UsageRecord[];
  settings?: Settings;
  remove?: {
    /** ARNs. A key takes its aliases, grants and last usage with it. */
    keys?: string[];
    /** ARNs. */
    aliases?: string[];
    /** Ids. */
    grants?: string[];
    /** Ids. */
    keyStores?: string[];
  };
}

/** Everything the sandbox knows. Records are never changed in place: put a new one through `commit`. */
export interface Store {
  readonly settings: Settings;
  key(arn: string): KeyRecord | undefined;
  keys(): Iterable<KeyRecord>;
  /** Ids of the keys of an account in a Region, sorted, from after `afterId` on. */
  keyIdsAfter(accountId: string, region: string, afterId: string | undefined, limit: number): string[];
  keyCount(accountId: string, region: string): number;
  alias(arn: string): AliasRecord | undefined;
  /** Aliases of an account in a Region, by name, from after the ARN `afterArn` on. */
  aliasesAfter(accountId: string, region: string, afterArn: string | undefined, limit: number): AliasRecord[];
  aliasesOf(keyArn: string): AliasRecord[];
  grant(id: string): GrantRecord | undefined;
  /** In order of creation. */
  grantsOf(keyArn: string): GrantRecord[];
  grants(): Iterable<GrantRecord>;
  keyStore(id: string): KeyStoreRecord | undefined;
  keyStoresIn(accountId: string, region: string): KeyStoreRecord[];
  /** A key policy, ready for the evaluator. Throws InvalidPolicyError. */
  compiledPolicy(text: string): CompiledPolicy;
  usageOf(keyArn: string): UsageRecord | undefined;
  /** Remembers the last use of a key. Written down now and then: an answer does not wait for it. */
  noteUsage(usage: UsageRecord): void;
  /**
   * Applies a change at once, as one journal entry. An operation commits last, after everything that can fail; the
   * answer waits until the change is on disk. Check and commit in one synchronous stretch: other calls run between
   * awaits.
   */
  commit(change: Change): void;
}

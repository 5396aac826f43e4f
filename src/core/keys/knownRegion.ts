import type { KmsError } from '../errors';
import type { Place } from '../ports';
import type { Alias, Key, KeyRef, RotationStatus, Tag } from './model';

/** How far one of the two lists of a region has come. */
export type Progress = 'loading' | 'done' | KmsError;

/** Which of a region's two groups a key stands in. */
export type KeyGroup = 'customer' | 'aws';

/** What is known of the keys of one region, as rows, filter and search read it. */
export interface KnownRegion {
  readonly place: Place;
  /** The list of keys. */
  readonly keys: Progress;
  readonly aliasList: Progress;
  /** Whether each list has begun to arrive, or failed: from then on it is known what the first keys are called. */
  readonly begun: boolean;
  readonly aliases: readonly Alias[];
  readonly described: ReadonlyMap<string, Key>;
  /** Keys that could not be described, and why. */
  readonly denied: ReadonlyMap<string, KmsError>;
  /** How keys rotate, or why that could not be read. */
  readonly rotation: ReadonlyMap<string, RotationStatus | KmsError>;
  readonly tags: ReadonlyMap<string, readonly Tag[]>;
  /** Keys whose tags could not be read, and why. */
  readonly unreadTags: ReadonlyMap<string, KmsError>;
  /** How many keys are known. */
  readonly size: number;
  /** All key ids of a group in their order. */
  idsOf(group: KeyGroup): readonly string[];
  has(keyId: string): boolean;
  groupOf(keyId: string): KeyGroup;
  /** The key's aliases, in AWS's order. */
  namesOf(keyId: string): readonly string[];
  /** The same in lower case, for a search. */
  lowerNamesOf(keyId: string): readonly string[];
  /**
   * For each of `idsOf(group)`, at the same place, its id and its aliases in lower case, one a line: a hundred thousand
   * are searched in milliseconds. Undefined while the region changes.
   */
  searchTexts(group: KeyGroup): readonly string[] | undefined;
  /** What people call the key: its first alias, else its description, else its short id. */
  labelOf(keyId: string): string;
  refOf(keyId: string): KeyRef;
}

import type { KmsError } from '../errors';
import type { Clock, Connection, Identity, Place } from '../ports';
import type { KeyFilter } from './filter';
import type { Alias, KeyRef } from './model';
import type { KeyGroup, Progress, KnownRegion } from './knownRegion';

/** What can be looked into under a key. */
export type DetailKind = 'policy' | 'aliases' | 'tags' | 'rotation' | 'grants' | 'replicas';

export type Group = KeyGroup | 'aliases';

/**
 * A row of the tree by what it stands for. What it shows is computed from the model when it is drawn, so a
 * node stays the same while what is known of it grows.
 */
export type Node =
  | { kind: 'connection'; id: string; connection: string }
  | { kind: 'region'; id: string; place: Place }
  | { kind: 'group'; id: string; place: Place; group: Group }
  | { kind: 'key'; id: string; place: Place; ref: KeyRef }
  | { kind: 'alias'; id: string; place: Place; alias: Alias; ref?: KeyRef; parent: string }
  | { kind: 'detail'; id: string; place: Place; ref: KeyRef; detail: DetailKind }
  | { kind: 'fact'; id: string; place: Place; ref: KeyRef; fact: Fact; parent: string }
  | { kind: 'more'; id: string; place: Place; group: Group; left: number }
  | { kind: 'loading'; id: string; parent: string }
  | { kind: 'unjudged'; id: string; parent: string; place: Place; unjudged: Unjudged }
  | { kind: 'empty'; id: string; parent: string; place: Place; what: Emptiness }
  | { kind: 'failed'; id: string; parent: string; connection: string; place?: Place; error: KmsError };

/** What there is none of; `filtered-rest` where some keys could not be judged. */
export type Emptiness = Group | DetailKind | 'filtered' | 'filtered-rest';

/** The keys of a group of which the filter could not tell whether they fit. */
export interface Unjudged {
  /** Of which something could not be read that the filter asks for. */
  unreadable: number;
  /** Of which nothing is read in so large a Region. */
  unsearched: number;
  /** Why the first of the unreadable could not be read. */
  reason?: KmsError;
}

/** A group of keys as the filter leaves it. */
export interface ShownKeys {
  /** Those that fit, pinned ones first. */
  ids: readonly string[];
  /** How many of the others have something still to be read. */
  unread: number;
  unjudged: Unjudged;
}

/** One line under a detail: a tag, a grant, a rotation, a replica. */
export interface Fact {
  label: string;
  description: string;
  icon: string;
  tooltip: string;
  /** The grant that the line is about. */
  grantId?: string;
  /** What a click does, with the node. */
  command?: 'kms.openKey';
}

/** What is known of one detail of one key. */
export type DetailState =
  | 'loading'
  | KmsError
  | {
      facts: Fact[];
      /** There are more; the last line says where. */
      isPart?: true;
    };

export interface OpenConnection {
  connection: Connection;
  regions: readonly string[];
  identity?: Identity;
  problem?: KmsError;
}

/** Everything the tree is drawn from. */
export interface TreeModel {
  connections: readonly OpenConnection[];
  region(place: Place): KnownRegion | undefined;
  detail(ref: KeyRef, kind: DetailKind): DetailState | undefined;
  /** How many rows of a group are shown. */
  limit(place: Place, group: Group): number;
  /** Keys shown although they stand behind the limit: revealed ones. */
  extra(place: Place): readonly string[];
  filter: KeyFilter;
  /** Ids of the pinned keys of a region. */
  pins(place: Place): ReadonlySet<string>;
  showAwsManagedKeys: boolean;
  now: Clock;
  /** What the filter leaves of each group, kept while one drawing asks for it several times. */
  kept?: Map<string, ShownKeys>;
}

export function connectionId(connection: string): string {
  return connection;
}

export function regionId(place: Place): string {
  return `${place.connection}|${place.region}`;
}

export function groupId(place: Place, group: Group): string {
  return `${regionId(place)}|${group}`;
}

export function keyNodeId(ref: KeyRef): string {
  return `${regionId(ref)}|key|${ref.keyId}`;
}

export function detailId(ref: KeyRef, detail: DetailKind): string {
  return `${keyNodeId(ref)}|${detail}`;
}

export function regionNode(place: Place): Node {
  return {
    kind: 'region',
    id: regionId(place),
    place: { connection: place.connection, region: place.region },
  };
}

export function groupNode(place: Place, group: Group): Node {
  return { kind: 'group', id: groupId(place, group), place, group };
}

export function keyNode(ref: KeyRef): Node {
  const place = { connection: ref.connection, region: ref.region };
  return { kind: 'key', id: keyNodeId(ref), place, ref };
}

export function isFailure(progress: Progress): progress is KmsError {
  return progress !== 'loading' && progress !== 'done';
}

import type { GrantDraft } from '../core/grants/draft';
import type { GrantListPage } from '../core/grants/list';
import type { CommandSetting } from '../core/iac/iacKey';
import { isRecord } from '../core/json';
import type { Key } from '../core/keys/model';
import { grantOperations, type GrantOperation } from '../core/kms/grants';
import { isArrayOf, isNumber, isObjectWith, isOneOf, isString } from './shape';

/** The grants of a key, as far as they are read: one page of those that fit a filter. */
export interface GrantsView extends GrantListPage {
  status: 'unread' | 'reading' | 'ready' | 'failed';
  /** How many are read. */
  count: number;
  /** All of them are read. */
  complete: boolean;
  quota: number;
  filter: string;
  /** What is wrong with some of them, as sentences. */
  findings: string[];
  failure?: { text: string; denied: boolean };
  /** What a new grant can be; absent while the key is not known. */
  form?: {
    keyArn: string;
    key: Pick<Key, 'usage' | 'spec' | 'customKeyStoreId'>;
    operations: GrantOperation[];
    /** Where and as whom the equivalent command runs. */
    setting: CommandSetting;
    /** Why no grant can be made; absent where one can. */
    why?: string;
  };
}

export interface GrantsAsked {
  filter: string;
  page: number;
}

export interface CreatedGrant {
  id: string;
  /** Told this once. */
  token: string;
}

/** Requests of the Grants tab. */
export interface GrantMethods {
  showGrants: { in: GrantsAsked; out: GrantsView };
  readAllGrants: { in: undefined; out: undefined };
  /** ARNs of users and roles of the account, as far as they may be listed. */
  suggestGrantees: { in: undefined; out: string[] };
  createGrant: { in: GrantDraft; out: CreatedGrant };
  /** Asks whether the grant is to end, and ends it. */
  endGrant: { in: { id: string; ending: 'revoke' | 'retire' }; out: undefined };
}

export const isGrantsAsked = isObjectWith<GrantsAsked>({ filter: isString, page: isNumber });

export const isEndGrant = isObjectWith<GrantMethods['endGrant']['in']>({
  id: isString,
  ending: isOneOf('revoke', 'retire'),
});

export const isGrantDraft = isObjectWith<GrantDraft>({
  granteeKind: isOneOf('principal', 'service'),
  grantee: isString,
  retiring: isString,
  operations: isArrayOf(isOneOf(...grantOperations)),
  constraint: isOneOf('none', 'subset', 'equals'),
  pairs: isArrayOf(isObjectWith<{ name: string; value: string }>({ name: isString, value: isString })),
  sourceArn: isString,
  name: isString,
});

/** What comes from the host, checked for the shape that the page relies on. */
export const isGrantsView = (value: unknown): value is GrantsView =>
  isRecord(value) &&
  isOneOf('unread', 'reading', 'ready', 'failed')(value['status']) &&
  Array.isArray(value['rows']) &&
  Array.isArray(value['findings']);

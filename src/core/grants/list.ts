import { exactTime, timeAgo } from '../keys/labels';
import type { Grant } from '../keys/model';
import { findingsOf, type GrantFinding } from './findings';
import { deletedGrantee, shortPrincipal } from './grantee';
import { serviceBehind, type ServiceBehind } from './services';
import { constraintsInWords } from './words';

/** A grant as a list shows it. */
export interface GrantRow {
  id: string;
  name: string;
  /** As it stands in the grant. */
  grantee: string;
  /** `user/alice`, or what the grantee was. */
  granteeLabel: string;
  operations: string[];
  /** In words; empty where it asks for nothing. */
  constraints: string[];
  retiring: string;
  /** "3 days ago", with the exact time. */
  created: string;
  createdAt: string;
  /** The account whose identity made it. */
  issuer: string;
  service?: ServiceBehind;
  findings: GrantFinding[];
}

/** What one screen of a long list shows. */
export interface GrantListPage {
  rows: GrantRow[];
  /** How many fit the filter. */
  matching: number;
  /** From zero; the last one where the asked one lies behind it. */
  page: number;
  pages: number;
}

/** A grant with the text that a filter looks into, made once. */
export interface SearchableGrant {
  grant: Grant;
  text: string;
}

export const grantsPerPage = 50;

/** A grant and all words by which it can be found, in lower case. */
export function searchable(grant: Grant): SearchableGrant {
  const behind = serviceBehind(grant);
  const deleted = deletedGrantee(grant.grantee) === undefined ? '' : 'deleted';
  const words = [
    ...[grant.id, grant.name, grant.grantee, grant.retiring, grant.sourceArn, ...grant.operations],
    ...[...constraintsInWords(grant), behind?.service, deleted],
  ];
  return { grant, text: words.filter(Boolean).join('\n').toLowerCase() };
}

/** One page of the grants that have every word of the filter, in the order of KMS. */
export function grantListPage(
  grants: readonly SearchableGrant[],
  asked: { filter: string; page: number },
  twice: ReadonlySet<string>,
  now: number,
): GrantListPage {
  const words = asked.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting =
    words.length === 0 ? grants : grants.filter(({ text }) => words.every((word) => text.includes(word)));
  const pages = Math.max(1, Math.ceil(fitting.length / grantsPerPage));
  const page = Math.min(Math.max(0, Math.floor(asked.page)), pages - 1);
  const shown = fitting.slice(page * grantsPerPage, (page + 1) * grantsPerPage);
  return {
    rows: shown.map(({ grant }) => grantRow(grant, twice, now)),
    ...{ matching: fitting.length, page, pages },
  };
}

/** A grant in words. */
export function grantRow(grant: Grant, twice: ReadonlySet<string>, now: number): GrantRow {
  const behind = serviceBehind(grant);
  const deleted = deletedGrantee(grant.grantee);
  return {
    id: grant.id,
    name: grant.name ?? '',
    grantee: grant.grantee,
    granteeLabel:
      deleted === undefined ? shortPrincipal(grant.grantee) : `Deleted ${deleted.what} ${grant.grantee}`,
    operations: grant.operations,
    constraints: constraintsInWords(grant),
    retiring: grant.retiring === undefined ? '' : shortPrincipal(grant.retiring),
    created: grant.created === undefined ? '' : timeAgo(grant.created, now),
    createdAt: grant.created === undefined ? '' : exactTime(grant.created),
    issuer: accountOf(grant.issuingAccount ?? ''),
    ...(behind && { service: behind }),
    findings: findingsOf(grant, twice),
  };
}

function accountOf(arn: string): string {
  return /:(\d{12}):/.exec(arn)?.[1] ?? arn;
}

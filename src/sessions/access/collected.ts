import { parseArn } from '../../core/arn';
import { identityOf } from '../../core/access/identity';
import type { NamedPolicy, PolicySource } from '../../core/access/model';
import type { SurveyRow } from '../../core/access/survey';
import type { SurveyInput } from '../../core/access/surveyInput';
import { surveyAccess } from '../../core/access/survey';
import { KmsError } from '../../core/errors';
import type { Grant, Key, KeyRef, Principal } from '../../core/keys/model';
import { factsOf } from '../../core/policy/facts';
import { partitionOfPolicy } from '../../core/policy/fixes/statements';
import { parsePolicy } from '../../core/policy/parse';

/** What has been found out about one key, or about a policy that belongs to none. */
export interface Collected {
  ref?: KeyRef;
  key?: Key;
  /** Of the key: aliases and tags that conditions may ask for. */
  tags?: Readonly<Record<string, string>>;
  aliases?: readonly string[];
  policy?: string;
  grants: readonly Grant[];
  /** Users and roles of the account, as far as they could be listed. */
  listed: readonly Principal[];
  /** Rows that the person asked for. */
  added: ReadonlySet<string>;
  policies: ReadonlyMap<string, readonly NamedPolicy[]>;
  /** Who we are. */
  caller?: string;
}

/** In accounts with no more users and roles than this, everybody's IAM policies are read. */
const fewPrincipals = 50;

/** The owner's account: of the key, else the one that the policy's account principal names. */
export function keyAccountOf({ key, ref, policy }: Collected): string | undefined {
  return key?.accountId ?? (ref && parseArn(ref.arn)?.account) ?? accountNamedIn(policy ?? '');
}

/** The account of the policy's account principal, else of its first principal: to show a table, not to write with. */
function accountNamedIn(policy: string): string | undefined {
  const principals = factsOf(parsePolicy(policy)).statements.flatMap((statement) => statement.principals);
  const roots = principals.filter(({ value }) => /:root$|^\d{12}$/.test(value.value));
  for (const { value } of [...roots, ...principals]) {
    const account = /^\d{12}$/.test(value.value) ? value.value : parseArn(value.value)?.account;
    if (account !== undefined && /^\d{12}$/.test(account)) return account;
  }
  return undefined;
}

/** What the survey is made of; undefined as long as there is no account that the policy could be of. */
export function surveyInput(collected: Collected, policy: PolicySource): SurveyInput | undefined {
  const bare = bareInput(collected, policy);
  if (bare === undefined) return undefined;
  const few = collected.listed.length <= fewPrincipals ? collected.listed.map(({ arn }) => arn) : [];
  const arns = [...new Set([...namedIn(bare), ...few, ...collected.added])];
  return {
    ...bare,
    principals: arns.map((arn) => {
      const policies = collected.policies.get(arn);
      return policies === undefined ? { arn } : { arn, policies };
    }),
  };
}

/** The table, without those whom nothing names and nothing lets at the key. */
export interface Surveyed {
  rows: SurveyRow[];
  /** How many were left out. */
  silent: number;
}

/** Undefined as long as there is no account that the policy could be of. */
export function survey(collected: Collected, policy: PolicySource): Surveyed | undefined {
  const input = surveyInput(collected, policy);
  const bare = bareInput(collected, policy);
  if (input === undefined || bare === undefined) return undefined;
  const kept = new Set([...namedIn(bare), ...collected.added]);
  const all = surveyAccess(input);
  const rows = all.filter(
    (row) => row.kind !== 'principal' || kept.has(row.principal) || (row.policiesKnown && mayAnything(row)),
  );
  return { rows, silent: all.length - rows.length };
}

function mayAnything({ cells }: SurveyRow): boolean {
  return Object.values(cells).some(({ answer }) => answer !== 'no' && answer !== 'denied');
}

function namedIn(bare: SurveyInput): string[] {
  return surveyAccess(bare)
    .filter(({ kind }) => kind === 'principal')
    .map(({ principal }) => principal);
}

function bareInput(collected: Collected, policy: PolicySource): SurveyInput | undefined {
  const account = keyAccountOf(collected);
  if (account === undefined) return undefined;
  const { key, ref, grants } = collected;
  return {
    keyArn: ref?.arn ?? unknownKey(collected, account),
    keyAccount: account,
    keyPolicy: policy,
    grants,
    ...(key !== undefined && { key: { usage: key.usage, symmetric: key.spec === 'SYMMETRIC_DEFAULT' } }),
    context: keyContext(collected),
  };
}

/** How many users and roles of the account were not looked at, because they are too many and nothing names them. */
export function unseenPrincipals({ listed }: Collected, { principals }: SurveyInput): number {
  if (listed.length <= fewPrincipals) return 0;
  const seen = new Set((principals ?? []).map(({ arn }) => arn));
  return listed.filter(({ arn }) => !seen.has(arn)).length;
}

/** Users and roles of the key's account in the table: those whose IAM policies matter. */
export function readable(input: SurveyInput): string[] {
  return (input.principals ?? []).map(({ arn }) => arn).filter((arn) => isOwn(arn, input.keyAccount));
}

function isOwn(arn: string, account: string): boolean {
  const identity = identityOf({ principal: arn });
  return identity.account === account && (identity.type === 'User' || identity.type === 'Role');
}

/** The condition keys that the key itself answers, whoever asks. */
function keyContext({ key, tags, aliases }: Collected): Record<string, string | string[]> {
  if (key === undefined) return {};
  const context: Record<string, string | string[]> = {
    'kms:KeySpec': key.spec,
    'kms:KeyUsage': key.usage,
    'kms:KeyOrigin': key.origin,
    'kms:MultiRegion': String(key.multiRegion !== undefined),
    'aws:ResourceAccount': key.accountId,
  };
  for (const [name, value] of Object.entries(tags ?? {})) context[`aws:ResourceTag/${name}`] = value;
  if (aliases !== undefined && aliases.length > 0) context['kms:ResourceAliases'] = [...aliases];
  return context;
}

/** A stand-in for the key of a policy that belongs to none yet. */
function unknownKey({ policy }: Collected, account: string): string {
  const partition = partitionOfPolicy(factsOf(parsePolicy(policy ?? '')));
  return `arn:${partition}:kms:us-east-1:${account}:key/00000000-0000-0000-0000-000000000000`;
}

/** A failure in a few words, for a note on the page. */
export function inShort(error: unknown): string {
  if (error instanceof KmsError && error.reason === 'denied')
    return error.details.operation === undefined ? 'access denied' : `${error.details.operation} is denied`;
  return error instanceof Error ? error.message : String(error);
}

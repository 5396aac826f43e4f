import { parseArn } from '../../core/arn';
import { identityOf } from '../../core/access/identity';
import type { NamedPolicy, PolicySource } from '../../core/access/model';
import type { SurveyInput } from '../../core/access/survey';
import { surveyAccess } from '../../core/access/survey';
import { KmsError } from '../../core/errors';
import type { Grant, Key, KeyRef, Principal } from '../../core/keys/model';
import { factsOf } from '../../core/policy/facts';
import { accountOf, partitionOf } from '../../core/policy/fixes/statements';
import { parsePolicy } from '../../core/policy/parse';

/** What has been found out about one key, or about a policy that belongs to none. */
export interface Gathered {
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

/** Accounts with no more users and roles than this get a row for each. */
const fewPrincipals = 25;

/** The owner's account: of the key, else the one that the policy's account principal names. */
export function keyAccountOf({ key, ref, policy }: Gathered): string | undefined {
  return (
    key?.accountId ?? (ref && parseArn(ref.arn)?.account) ?? accountOf(factsOf(parsePolicy(policy ?? '')))
  );
}

/** What the survey is made of; undefined as long as there is no policy, or no account that it could be of. */
export function surveyInput(gathered: Gathered, policy: PolicySource): SurveyInput | undefined {
  const account = keyAccountOf(gathered);
  if (account === undefined) return undefined;
  const { key, ref, grants } = gathered;
  const bare: SurveyInput = {
    keyArn: ref?.arn ?? unknownKey(gathered, account),
    keyAccount: account,
    keyPolicy: policy,
    grants,
    ...(key !== undefined && { key: { usage: key.usage, symmetric: key.spec === 'SYMMETRIC_DEFAULT' } }),
    context: keyContext(gathered),
  };
  const few = gathered.listed.length <= fewPrincipals ? gathered.listed.map(({ arn }) => arn) : [];
  const named = surveyAccess(bare)
    .filter(({ kind }) => kind === 'principal')
    .map(({ principal }) => principal);
  const arns = [...new Set([...named, ...few, ...gathered.added])];
  return {
    ...bare,
    principals: arns.map((arn) => {
      const policies = gathered.policies.get(arn);
      return policies === undefined ? { arn } : { arn, policies };
    }),
  };
}

/** Users and roles of the key's account in the table: those whose IAM policies matter. */
export function readable(input: SurveyInput): string[] {
  return (input.principals ?? []).map(({ arn }) => arn).filter((arn) => isOwn(arn, input.keyAccount));
}

function isOwn(arn: string, account: string): boolean {
  const identity = identityOf({ principal: arn, action: '', resource: '*' });
  return identity.account === account && (identity.type === 'User' || identity.type === 'Role');
}

/** The condition keys that the key itself answers, whoever asks. */
function keyContext({ key, tags, aliases }: Gathered): Record<string, string | string[]> {
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
function unknownKey({ policy }: Gathered, account: string): string {
  const partition = partitionOf(factsOf(parsePolicy(policy ?? '')));
  return `arn:${partition}:kms:us-east-1:${account}:key/00000000-0000-0000-0000-000000000000`;
}

/** A failure in a few words, for a note on the page. */
export function inShort(error: unknown): string {
  if (error instanceof KmsError && error.reason === 'denied')
    return error.details.operation === undefined ? 'access denied' : `${error.details.operation} is denied`;
  return error instanceof Error ? error.message : String(error);
}

import { parseArn } from '../../core/arn';
import { consequences } from '../../core/grants/consequences';
import { lossesOf } from '../../core/grants/losses';
import type { Grant, KeyRef } from '../../core/keys/model';
import type { NamedPolicy } from '../../core/access/model';
import { KmsError } from '../../core/errors';
import { isCancelled } from '../../core/messages';
import type { GrantPort, KeyPort } from '../../core/ports';
import { inShort, surveyInput, type Collected } from '../access/collected';
import type { IamPolicies } from '../access/iamPolicies';

export interface ConsequencePorts {
  keys: KeyPort;
  grants: GrantPort;
  iam: Pick<IamPolicies, 'of'>;
}

/** What ends with a grant, as sentences. What cannot be read is said, and is never taken for "nothing". */
export async function readConsequences(
  ports: ConsequencePorts,
  ref: KeyRef,
  grant: Grant,
  signal?: AbortSignal,
): Promise<string[]> {
  const { keys } = ports;
  const [policy, key, others, tags, aliases, policies] = await Promise.allSettled([
    keys.getPolicy(ref, signal),
    keys.describe(ref, signal),
    allGrants(ports, ref, signal),
    keys.listTags(ref, signal),
    keys.aliasesOf(ref, signal),
    policiesOf(ports, ref, grant, signal),
  ]);
  for (const one of [policy, key, others, tags, aliases, policies])
    if (one.status === 'rejected' && isCancelled(one.reason)) throw one.reason;
  if (policy.status === 'rejected')
    return consequences(grant, undefined, [unread('The key policy', policy.reason)]);
  if (others.status === 'rejected')
    return consequences(grant, undefined, [unread('The other grants', others.reason)]);
  const collected: Collected = {
    ref,
    policy: policy.value,
    grants: others.value,
    listed: [],
    added: new Set([grant.grantee]),
    policies: new Map(
      policies.status === 'fulfilled' && policies.value ? [[grant.grantee, policies.value]] : [],
    ),
    ...(key.status === 'fulfilled' && { key: key.value }),
    ...(tags.status === 'fulfilled' && {
      tags: Object.fromEntries(tags.value.map((tag) => [tag.key, tag.value])),
    }),
    ...(aliases.status === 'fulfilled' && { aliases: aliases.value.map(({ name }) => name) }),
  };
  const input = surveyInput(collected, policy.value);
  const unknown =
    policies.status === 'rejected' ? [`IAM policies could not be read: ${inShort(policies.reason)}.`] : [];
  return consequences(grant, input && lossesOf(input, grant), unknown);
}

async function allGrants({ grants }: ConsequencePorts, ref: KeyRef, signal?: AbortSignal): Promise<Grant[]> {
  const all: Grant[] = [];
  for await (const page of grants.pages(ref, signal)) all.push(...page.items);
  return all;
}

/** The IAM policies of a grantee of the key's account; of a session, those of its role. */
async function policiesOf(
  { iam }: ConsequencePorts,
  ref: KeyRef,
  { grantee }: Grant,
  signal?: AbortSignal,
): Promise<readonly NamedPolicy[] | undefined> {
  const arn = parseArn(grantee);
  if (arn === undefined || arn.account !== parseArn(ref.arn)?.account) return undefined;
  const [, role] = /^assumed-role\/([^/]+)\//.exec(arn.resource) ?? [];
  const holder = role === undefined ? grantee : `arn:${arn.partition}:iam::${arn.account}:role/${role}`;
  return /:(user|role)\//.test(holder) ? iam.of(ref.connection, holder, signal) : undefined;
}

function unread(what: string, error: unknown): string {
  return `What else allows it cannot be told: ${what.toLowerCase()} could not be read (${inShort(error)}).`;
}

/** The grant as it is now. Throws `KmsError` where it has gone. */
export async function findGrant(
  { grants }: Pick<ConsequencePorts, 'grants'>,
  ref: KeyRef,
  id: string,
  signal?: AbortSignal,
): Promise<Grant> {
  for await (const page of grants.pages(ref, signal)) {
    const found = page.items.find((grant) => grant.id === id);
    if (found) return found;
  }
  throw new KmsError('not-found', `Grant ${id} is not there any more: it was revoked or retired.`, {
    key: ref,
    region: ref.region,
  });
}

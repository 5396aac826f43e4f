import type { Here, PolicyDocument } from '../document';
import { stringsOf } from '../locate';
import { parseArn } from '../../arn';
import { partitions } from '../../partitions';
import type { AssistContext } from './completion';
import { ownValue } from '../../ownValue';

/** The account, Region and partition to write, from what is known and else from the policy itself. */
export interface CursorContext {
  partition: string;
  region: string;
  /** The policy's own account; AWS's example account where nothing tells. */
  account: string;
  accountKnown: boolean;
  organization: string;
  /** Users and roles that the file around the policy makes. */
  principals: Here['principals'];
  /** Sids that the policy has already. */
  sids: ReadonlySet<string>;
  /** All accounts that the policy names, its own first. */
  accounts: readonly string[];
  /** Region ids with the names that people know, the policy's own first. */
  regions: readonly (readonly [id: string, name: string])[];
}

/** AWS's guides use it as the example of one's own account. */
const exampleAccount = '111122223333';
const accountPattern = /(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g;

/** What stands for "here" in completions. */
export function cursorContextOf(document: PolicyDocument, context: AssistContext): CursorContext {
  const used = accountsIn(document);
  const sids = new Set(
    document.statements.flatMap(({ sid }) => stringsOf(sid?.value).map(({ value }) => value)),
  );
  const keyArn = context.key?.arn === undefined ? undefined : parseArn(context.key.arn);
  const own = context.accountId ?? keyArn?.account ?? rootAccount(document.text) ?? used[0];
  const partition = context.partition ?? keyArn?.partition ?? partitionIn(document.text);
  const row = partitions.find(({ id }) => id === partition) ?? partitions[0];
  const names = row?.regions ?? {};
  const region = context.region ?? context.key?.region ?? keyArn?.region ?? row?.defaultRegion ?? 'us-east-1';
  const rest = Object.entries(names).filter(([id]) => id !== region);
  return {
    partition,
    region,
    account: own ?? exampleAccount,
    accountKnown: own !== undefined,
    organization: context.organizationId ?? 'o-exampleorgid',
    sids,
    principals: document.here?.principals ?? [],
    accounts: [...new Set([...(own === undefined ? [] : [own]), ...used])],
    regions: [[region, ownValue(names, region) ?? region], ...rest],
    ...(document.here && hereNames(document.here, used, names)),
  };
}

/** The language around the policy names what a policy alone can only guess. */
function hereNames(
  { account, region, partition }: Here,
  used: readonly string[],
  names: Readonly<Record<string, string>>,
): Partial<CursorContext> {
  return {
    account,
    partition,
    accountKnown: true,
    accounts: [account, ...used],
    ...(region !== undefined && {
      region,
      regions: [[region, "the key's Region"], ...Object.entries(names)],
    }),
  };
}

const found = new WeakMap<PolicyDocument, readonly string[]>();

/** The accounts that the text names, read once for each version of it. */
function accountsIn(document: PolicyDocument): readonly string[] {
  const known = found.get(document);
  if (known) return known;
  const accounts = [...new Set(document.text.match(accountPattern))];
  found.set(document, accounts);
  return accounts;
}

function rootAccount(text: string): string | undefined {
  return /arn:aws[a-z-]*:iam::(\d{12}):root/.exec(text)?.[1];
}

function partitionIn(text: string): string {
  return /arn:(aws-[a-z-]+):/.exec(text)?.[1] ?? 'aws';
}

/** The Sid, with a number where the policy has it already. */
export function untakenSid(sid: string, { sids }: Pick<CursorContext, 'sids'>): string {
  let number = 1;
  while (sids.has(number === 1 ? sid : `${sid} ${number}`)) number += 1;
  return number === 1 ? sid : `${sid} ${number}`;
}

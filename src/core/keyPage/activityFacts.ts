import type { CallContext, CallRecord } from '../keys/callRecord';
import { exactTime, plural, timeAgo } from '../keys/labels';
import { isRefusalOn, isRefused, type KeyNames } from '../keys/refusedCalls';
import type { ActivityFacts, CallFacts } from './view';

/** The calls that were read on one way, and whether there are older ones. */
export interface ReadCalls {
  calls: readonly CallRecord[];
  /** Nothing older is to be had on this way. */
  isWhole: boolean;
}

/** What has been read of CloudTrail so far. */
export interface ReadActivity {
  /** Filed under the key. */
  own: ReadCalls;
  /** Calls on any key in the Region, among which the refused ones are looked for; absent before the search begins. */
  all?: ReadCalls;
  problem?: string;
  working?: string;
}

/**
 * Sources: CloudTrail user guide, "Working with CloudTrail event history" (90 days, one account and Region) and "How
 * CloudTrail works" (delay); KMS developer guide, "Logging AWS KMS API calls" and "Controlling access to VPC endpoints";
 * KMS API reference, GenerateDataKey.
 */
const unseen: readonly string[] = [
  'Refused calls from other accounts: only the account that called has a record of them.',
  'Calls that only the policy of a VPC endpoint refused.',
  'Anything older than 90 days.',
  'The last minutes: CloudTrail shows a call some minutes after it was made.',
  'Uses of data keys: once KMS has handed one out, it works without KMS. So does a public key.',
];

/** What the Activity tab shows of what has been read. */
export function activityFacts(
  read: ReadActivity,
  key: KeyNames & { region: string },
  now: number,
): ActivityFacts {
  const { own, all, problem, working } = read;
  const found = (all?.calls ?? []).filter((call) => isRefusalOn(key, call));
  const calls = merged(own.calls, found);
  return {
    calls: calls.map((call) => callFacts(call, now)),
    covered: covered(own, now),
    refusals:
      all === undefined ? 'Refused calls have not been looked for yet.' : searched(all, found, key, now),
    ...(problem !== undefined && { problem }),
    ...(working !== undefined && { working }),
    more: !own.isWhole || all?.isWhole === false,
    unseen,
  };
}

function merged(own: readonly CallRecord[], refused: readonly CallRecord[]): CallRecord[] {
  const byId = new Map([...own, ...refused].map((call) => [call.id, call]));
  return [...byId.values()].sort((a, b) => b.time - a.time);
}

function callFacts(call: CallRecord, now: number): CallFacts {
  const { id, time, operation, who, via, contexts, error } = call;
  const refused = isRefused(call);
  return {
    ...{ id, operation, who, when: timeAgo(time, now), exact: exactTime(time) },
    outcome: error === undefined ? 'done' : refused ? 'refused' : 'failed',
    outcomeText: outcomeText(call),
    message: error?.message ?? '',
    via: via === undefined ? '' : `through ${via}`,
    context: contexts.flatMap(contextWords),
  };
}

function outcomeText(call: CallRecord): string {
  if (call.unread) return 'Unknown: the record cannot be read';
  if (call.error === undefined) return 'Succeeded';
  return isRefused(call) ? 'Refused' : `Failed: ${call.error.code}`;
}

function contextWords({ side, pairs }: CallContext): string[] {
  const prefix = side === undefined ? '' : `${side}: `;
  return Object.entries(pairs).map(([name, value]) => `${prefix}${name} = ${value}`);
}

function covered({ calls, isWhole }: ReadCalls, now: number): string {
  const oldest = calls.at(-1);
  if (oldest === undefined && !isWhole) return 'No call on this key has been read yet.';
  if (oldest === undefined)
    return 'CloudTrail shows no call on this key. That does not mean that there was none.';
  const count = plural(calls.length, 'call');
  return isWhole
    ? `All ${count} that CloudTrail shows on this key.`
    : `The newest ${count} on this key, back to ${timeAgo(oldest.time, now)}.`;
}

function searched(
  { calls, isWhole }: ReadCalls,
  found: readonly CallRecord[],
  { region }: { region: string },
  now: number,
): string {
  const oldest = calls.at(-1);
  const where = `of this account in ${region}`;
  const searchedCalls =
    oldest === undefined
      ? `CloudTrail shows no KMS calls ${where}`
      : isWhole
        ? `Searched all ${plural(calls.length, 'KMS call')} ${where} that CloudTrail shows`
        : `Searched the newest ${plural(calls.length, 'KMS call')} ${where}, back to ${timeAgo(oldest.time, now)}`;
  const result =
    found.length === 0
      ? `no refused call on this key was found${isWhole ? '' : ' among them; there may be older ones'}`
      : `${plural(found.length, 'refused call')} on this key found${isWhole ? '' : ' so far'}`;
  return `${searchedCalls}: ${result}.`;
}

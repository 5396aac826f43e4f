import type { Family } from '../../kms/operations';
import { actionMarkdown } from '../hover/action';
import { wildcardMarkdown } from '../hover/wildcard';
import type { Action, KeyTraits } from '../vocabulary/actions';
import { actions, whyNotFor } from '../vocabulary/actions';
import { matchActions } from '../vocabulary/match';
import { findServicePrincipal } from '../vocabulary/services';
import type { AssistContext, Offer } from './completion';
import type { Subject } from './subject';

/** Wildcards that people write, AWS's own examples among them. */
const wildcards = [
  'kms:*',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:Describe*',
  'kms:Get*',
  'kms:List*',
  'kms:Create*',
  'kms:Enable*',
  'kms:Disable*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Delete*',
  'kms:*Alias',
  'kms:*Grant',
  'kms:*Mac',
] as const;

/** What the console and AWS's guides allow to whoever uses a key. */
const usualUse: readonly string[] = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];

const groupRank: Readonly<Record<Family, number>> = {
  use: 100,
  metadata: 200,
  grants: 300,
  administer: 400,
  material: 500,
  'multi-region': 600,
  account: 900,
};

/** One half of ReEncrypt is of little use without the other: the wildcard stands for both. */
const seldom = new Set(['kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:SynchronizeMultiRegionKey']);

/** The actions to write at this place, what fits the statement and the key first, none that it has already. */
export function actionOffers(subject: Subject, context: AssistContext): Offer[] {
  const written = new Set(subject.entries.map((entry) => entry.toLowerCase()));
  const covered = new Set(subject.entries.flatMap(matchActions));
  const asked = serviceActions(subject);
  const place: Ranking = {
    groups: new Set(groupsOf(subject)),
    asked: new Set(asked),
    wanted: new Set(asked.flatMap(matchActions)),
    everything: isDelegation(subject) ? 5 : 195,
  };
  const single = actions()
    .filter((action) => !covered.has(action))
    .map((action) => actionOffer(action, subject, context, rank(action, place)));
  const several = wildcards.flatMap((pattern) => {
    const matches = matchActions(pattern);
    const fresh = !written.has(pattern.toLowerCase()) && matches.some((action) => !covered.has(action));
    return fresh ? [wildcardOffer(pattern, matches, place, context.key)] : [];
  });
  return [...single, ...several];
}

/** What the guides of the statement's services say that they need. */
function serviceActions(subject: Subject): string[] {
  return subject.services.flatMap((name) => findServicePrincipal(name)?.service.actions ?? []);
}

/** The groups that the statement is about, by what it has, what it is called, and its effect. */
function groupsOf(subject: Subject): Family[] {
  const groups = subject.covered.map(({ group }) => group);
  if (subject.covered.length === actions().length) groups.length = 0;
  if (/admin/i.test(subject.sid ?? '')) groups.push('administer');
  if (/grant|persistent/i.test(subject.sid ?? '')) groups.push('grants');
  if (groups.length === 0 && subject.effect === 'Deny') groups.push('administer');
  return groups;
}

/** By what actions are ordered. */
interface Ranking {
  groups: ReadonlySet<Family>;
  /** What the service needs, as its guide writes it, and the actions that this means. */
  asked: ReadonlySet<string>;
  wanted: ReadonlySet<Action>;
  /** Where kms:* comes. */
  everything: number;
}

/** The account statement is the one that should allow everything. */
function isDelegation({ awsPrincipals, entries, effect }: Subject): boolean {
  return (
    entries.length === 0 &&
    effect !== 'Deny' &&
    awsPrincipals.some((principal) => principal.endsWith(':root'))
  );
}

function rank(action: Action, { groups, asked, wanted }: Ranking): number {
  if (wanted.has(action)) return asked.has(action.name) ? 5 : 10;
  return (groups.has(action.group) ? 50 : groupRank[action.group]) - usualBonus(action.name);
}

function usualBonus(name: string): number {
  const place = usualUse.indexOf(name);
  return place < 0 ? 0 : 10 - place;
}

function actionOffer(action: Action, subject: Subject, context: AssistContext, place: number): Offer {
  const caution = cautionFor(action, subject, context.key);
  return {
    text: action.name,
    kind: 'action',
    detail: action.accessLevels.join(', '),
    documentation: () => actionMarkdown(action, context.key).source,
    rank: place + (seldom.has(action.name) ? 40 : 0),
    ...(caution !== undefined && { caution }),
  };
}

function cautionFor(action: Action, subject: Subject, key: KeyTraits | undefined): string | undefined {
  if (!action.inKeyPolicy) return 'only an IAM policy can allow it';
  const unfit = key && whyNotFor(action, key);
  if (unfit) return unfit;
  const missing = subject.conditionKeys.find(
    (conditionKey) => !conditionKey.global && !action.conditionKeys.includes(conditionKey.name),
  );
  return missing && `its requests do not carry ${missing.name}`;
}

function wildcardOffer(
  pattern: string,
  matches: readonly Action[],
  place: Ranking,
  key: KeyTraits | undefined,
): Offer {
  const fits = matches.filter((action) => action.inKeyPolicy && !(key && whyNotFor(action, key)));
  const first = Math.min(980, ...fits.map((action) => rank(action, place)));
  // Behind single actions, save those that AWS's own policies always write so.
  const behind = usualUse.includes(pattern) ? -usualBonus(pattern) : 45;
  const everything = pattern === 'kms:*';
  return {
    text: pattern,
    kind: 'action',
    detail: everything ? 'all actions' : `${matches.length} actions`,
    documentation: () => wildcardMarkdown(pattern, matches, key).source,
    rank: place.asked.has(pattern) ? 5 : everything ? place.everything : first + behind,
    ...(fits.length === 0 && { caution: 'no action that fits this key' }),
  };
}

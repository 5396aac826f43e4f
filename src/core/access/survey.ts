import { parseArn } from '../arn';
import type { Capability } from './capabilities';
import { actionsOf, capabilities } from './capabilities';
import type { Asked } from './ask';
import { readInputs } from './ask';
import { compileGrantee } from './grants';
import type { Place, PolicyInput } from './model';
import { readPolicy } from './readPolicy';
import { askSymbolically } from './surveyAction';
import type { About, ActionAnswer, Answer3, Hit, Known, Surveyed } from './surveyAnswer';
import type { SurveyInput } from './surveyInput';
import { surveyed } from './surveyedPrincipals';
import type { Unread } from './unread';
import { unreadOf } from './unread';

export type CellAnswer = Answer3 | 'denied' | 'no' | 'unknown';

/** One cell of the table. */
export interface Cell {
  capability: Capability;
  /**
   * `yes`; `if`: under conditions; `iam`: as far as an IAM policy allows; `denied`: by a statement; `no`:
   * nothing allows it; `unknown`: nobody can tell, as something that may decide cannot be read.
   */
  answer: CellAnswer;
  /** Holds for some of the capability's actions only. */
  partial: boolean;
  actions: ActionAnswer[];
  /** Statements and grants that decide, each once. */
  deciders: Hit[];
  /** What has to hold, in words, each once. */
  conditions: string[];
  /** What cannot be read and may decide otherwise; empty unless the answer is `unknown`. */
  unread: Unread[];
}

export interface SurveyRow {
  kind: Surveyed['kind'];
  principal: string;
  label: string;
  /** IAM policies of this principal were taken into account. */
  policiesKnown: boolean;
  cells: Record<Capability, Cell>;
}

/**
 * Who can do what with a key: one row for everybody whom the policy, the grants or the connection name, one for
 * the account's IAM policies, one for anyone else. Nobody is tried out one by one: what is not known of a
 * caller stays a condition, and what cannot be read of a policy makes `unknown` whatever it may decide.
 */
export function surveyAccess(input: SurveyInput): SurveyRow[] {
  const about = aboutOf(input);
  return surveyed(input.principals ?? [], about).map((who) => rowOf(input, about, who));
}

/** What one principal may do of some actions, in their order; empty for somebody who has no row in the survey. */
export function surveyActions(
  input: SurveyInput,
  principal: string,
  actions: readonly string[],
): ActionAnswer[] {
  const about = aboutOf(input);
  const account = /^arn:[^:]*:iam::(\d{12}):root$/.exec(principal)?.[1];
  const who = surveyed(input.principals ?? [], about).find(
    (one) => one.principal === principal || one.principal === account,
  );
  if (who === undefined) return [];
  const known = knownOf(input, about, who);
  return actions.map((action) => askSymbolically(action, known, who));
}

function aboutOf(input: SurveyInput): About {
  return {
    key: parseArn(input.keyArn) ?? input.keyArn,
    keyAccount: input.keyAccount,
    keyPolicy: readPolicy(input.keyPolicy, 'key'),
    grants: (input.grants ?? []).map((grant) => ({ ...grant, grantee: compileGrantee(grant.grantee) })),
    context: new Map(
      Object.entries(input.context ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        typeof value === 'string' ? [value] : value,
      ]),
    ),
  };
}

/** What of the policies cannot be read, by whose policy it is; the key policy's own has no principal. */
export function unreadInSurvey(input: SurveyInput): { principal?: string; unread: Unread }[] {
  const own = unreadOf({ policy: readPolicy(input.keyPolicy, 'key'), layer: 'key-policy' });
  return [
    ...own.map((unread) => ({ unread })),
    ...(input.principals ?? []).flatMap(({ arn, policies }) =>
      read(policies)
        .flatMap(unreadOf)
        .map((unread) => ({ principal: arn, unread })),
    ),
  ];
}

function read(policies: readonly PolicyInput[] | undefined): Asked[] {
  return readInputs(policies, 'identity-policy', 'IAM policy');
}

function knownOf(input: SurveyInput, about: About, who: Surveyed): Known {
  const policies = input.principals?.find(({ arn }) => arn === who.principal)?.policies;
  return { ...about, ...(policies !== undefined && { policies: read(policies) }) };
}

function rowOf(input: SurveyInput, about: About, who: Surveyed): SurveyRow {
  const known = knownOf(input, about, who);
  const cells = Object.fromEntries(
    capabilities.map((capability) => [capability, cellOf(capability, input, known, who)]),
  ) as Record<Capability, Cell>;
  return {
    kind: who.kind,
    principal: who.principal,
    label: who.label,
    policiesKnown: known.policies !== undefined,
    cells,
  };
}

const rank: Record<CellAnswer, number> = { unknown: 5, yes: 4, if: 3, iam: 2, denied: 1, no: 0 };

function cellOf(capability: Capability, input: SurveyInput, known: Known, who: Surveyed): Cell {
  const actions = actionsOf(capability, input.key).map((action) => askSymbolically(action, known, who));
  const answer = actions.reduce<CellAnswer>(
    (best, next) => (rank[next.answer] > rank[best] ? next.answer : best),
    'no',
  );
  const speaking = actions.filter((action) => action.answer === answer);
  return {
    capability,
    answer,
    partial: answer !== 'no' && answer !== 'denied' && speaking.length < actions.length,
    actions,
    deciders: unique(speaking.flatMap((action) => action.deciders)),
    conditions: [...new Set(speaking.flatMap((action) => action.conditions))],
    unread: unique(speaking.flatMap((action) => action.unread)),
  };
}

function unique<T extends Place>(places: readonly T[]): T[] {
  const seen = new Map<string, T>();
  for (const place of places)
    seen.set([place.layer, place.policy, place.statement, place.grantId].join('|'), place);
  return [...seen.values()];
}

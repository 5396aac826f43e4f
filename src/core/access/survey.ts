import type { Grant, KeyUsage } from '../keys/model';
import type { Capability } from './capabilities';
import { actionsOf, capabilities } from './capabilities';
import type { CompiledPolicy } from './compiled';
import { compilePolicy } from './compilePolicy';
import type { PolicyInput, PolicySource } from './model';
import { askSymbolically } from './surveyAction';
import type { ActionAnswer, Answer3, Hit, Known, Surveyed } from './surveyAction';
import { surveyed } from './surveyedPrincipals';

/** Everything that is known of a key's access. */
export interface SurveyInput {
  keyArn: string;
  keyAccount: string;
  keyPolicy: PolicySource;
  grants?: readonly Grant[];
  /** What kind of key it is, where it is a key and not just a policy. */
  key?: { usage: KeyUsage; symmetric: boolean };
  /** Condition keys that are known whoever asks: those of the key itself. */
  context?: Readonly<Record<string, string | readonly string[]>>;
  /** Users and roles with the IAM policies that could be read; `policies` is absent where they could not. */
  principals?: readonly { arn: string; policies?: readonly PolicyInput[] }[];
}

export type CellAnswer = Answer3 | 'denied' | 'no';

/** One cell of the table. */
export interface Cell {
  capability: Capability;
  /**
   * `yes`; `if`: under conditions; `iam`: as far as an IAM policy allows; `denied`: by a statement; `no`:
   * nothing allows it.
   */
  answer: CellAnswer;
  /** Holds for some of the capability's actions only. */
  partial: boolean;
  actions: ActionAnswer[];
  /** Statements and grants that decide, each once. */
  deciders: Hit[];
  /** What has to hold, in words, each once. */
  conditions: string[];
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
 * caller stays a condition.
 * @throws InvalidPolicyError where a policy cannot be read.
 */
export function surveyAccess(input: SurveyInput): SurveyRow[] {
  const keyPolicy = compilePolicy(input.keyPolicy, 'key');
  return surveyed(input, keyPolicy).map((who) => rowOf(input, keyPolicy, who));
}

function rowOf(input: SurveyInput, keyPolicy: CompiledPolicy, who: Surveyed): SurveyRow {
  const policies = input.principals?.find(({ arn }) => arn === who.principal)?.policies;
  const known: Known = {
    keyArn: input.keyArn,
    keyAccount: input.keyAccount,
    keyPolicy,
    grants: input.grants ?? [],
    context: new Map(
      Object.entries(input.context ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        typeof value === 'string' ? [value] : value,
      ]),
    ),
    ...(policies !== undefined && { policies }),
  };
  const cells = Object.fromEntries(
    capabilities.map((capability) => [capability, cellOf(capability, input, known, who)]),
  ) as Record<Capability, Cell>;
  return {
    kind: who.kind,
    principal: who.principal,
    label: who.label,
    policiesKnown: policies !== undefined,
    cells,
  };
}

const rank: Record<CellAnswer, number> = { yes: 4, if: 3, iam: 2, denied: 1, no: 0 };

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
  };
}

function unique(hits: readonly Hit[]): Hit[] {
  const seen = new Map<string, Hit>();
  for (const hit of hits) seen.set([hit.layer, hit.policy, hit.statement, hit.grantId].join('|'), hit);
  return [...seen.values()];
}

import type { Grant } from '../keys/model';
import { askedOf, deadElement } from './ask';
import type { CompiledPolicy, CompiledStatement, ContextLookup, PolicyKind } from './compiled';
import { conditionHolds } from './conditions';
import { neverPresent } from './derivedKeys';
import { crossAccountActions, encryptionContextActions } from './facts';
import type { Layer, Place, PolicyInput } from './model';
import type { PrincipalMatch } from './principals';
import { conditionsInWords, escapeInWords } from './words';

/** Somebody of whom a survey asks; `match` says how a statement or a grant names them. */
export interface Surveyed {
  kind: 'account' | 'principal' | 'service' | 'other-account' | 'anyone';
  principal: string;
  label: string;
  account?: string;
  match(statement: CompiledStatement): PrincipalMatch;
  matchGrantee(grantee: string): PrincipalMatch;
  /** What is known of their requests; `unknown` where a condition key may have any value. */
  context(lowerKey: string): readonly string[] | undefined | 'unknown';
}

/** What a survey knows besides who asks. */
export interface Known {
  keyArn: string;
  keyAccount: string;
  keyPolicy: CompiledPolicy;
  grants: readonly Grant[];
  context: ReadonlyMap<string, readonly string[]>;
  policies?: readonly PolicyInput[];
}

export type Answer3 = 'yes' | 'if' | 'iam';

/** A statement or grant that decides, and what it asks for. */
export interface Hit extends Place {
  effect: 'allows' | 'delegates' | 'denies';
  /** In words; empty where it decides whatever the request. */
  condition: string;
}

export interface ActionAnswer {
  action: string;
  answer: Answer3 | 'denied' | 'no';
  deciders: Hit[];
  conditions: string[];
}

/** Can somebody do one thing, as far as can be said without knowing the request? */
export function askSymbolically(action: string, known: Known, who: Surveyed): ActionAnswer {
  const inKeyPolicy = hitsOf(known.keyPolicy, 'key', { layer: 'key-policy' }, action, known, who);
  const inIam = askedOf(known.policies, 'identity-policy', 'IAM policy').flatMap((asked) =>
    hitsOf(asked.policy, 'identity', { layer: asked.layer, policy: asked.name ?? '' }, action, known, who),
  );
  const denials = [...inKeyPolicy, ...inIam].filter((hit) => hit.effect === 'denies');
  const certain = denials.filter((hit) => hit.condition === '');
  if (certain.length > 0) return { action, answer: 'denied', deciders: certain, conditions: [] };
  const way = bestWay(action, known, who, [...inKeyPolicy, ...grantHits(action, known, who)], inIam);
  if (way === undefined) return { action, answer: 'no', deciders: [], conditions: [] };
  const answer = denials.length > 0 && way.answer === 'yes' ? 'if' : way.answer;
  return {
    action,
    answer,
    deciders: [...way.hits, ...denials],
    conditions: [
      ...way.hits.map((hit) => hit.condition).filter((words) => words !== ''),
      ...denials.map((hit) => hit.condition),
    ],
  };
}

interface Way {
  answer: Answer3;
  hits: Hit[];
}

const order: Record<Answer3, number> = { yes: 2, if: 1, iam: 0 };

/** The way to the action that asks for least. */
function bestWay(
  action: string,
  known: Known,
  who: Surveyed,
  hits: readonly Hit[],
  inIam: readonly Hit[],
): Way | undefined {
  const own = who.kind === 'service' || who.account === known.keyAccount;
  const stranger = who.kind === 'anyone';
  if (!own && !crossAccountActions.has(action.slice(4).toLowerCase())) return undefined;
  const ways: Way[] = [];
  const iam = inIam.filter((hit) => hit.effect === 'allows');
  for (const hit of hits) {
    if (hit.effect === 'denies') continue;
    const grant = hit.layer === 'grant';
    if (hit.effect === 'allows' && (own || grant) && !(stranger && !grant))
      ways.push({ answer: hit.condition === '' ? 'yes' : 'if', hits: [hit] });
    else if (known.policies === undefined)
      ways.push({ answer: stranger && hit.condition !== '' ? 'if' : openAnswer(stranger), hits: [hit] });
    else
      for (const policy of iam)
        ways.push({ answer: hit.condition + policy.condition === '' ? 'yes' : 'if', hits: [hit, policy] });
  }
  // Of two equal ways the one that needs fewer policies: a statement for the caller comes before IAM.
  const [best, ...rest] = ways.sort(
    (a, b) => order[b.answer] - order[a.answer] || a.hits.length - b.hits.length,
  );
  if (best?.answer !== 'if') return best;
  // Whoever may under conditions may perhaps without them, if IAM is asked, too.
  return {
    answer: 'if',
    hits: [...best.hits, ...rest.filter((way) => way.answer === 'iam').flatMap((way) => way.hits)],
  };
}

/** Whoever is open to everyone is open to whom their own account lets: nothing on this side stands in the way. */
function openAnswer(stranger: boolean): Answer3 {
  return stranger ? 'yes' : 'iam';
}

function hitsOf(
  policy: CompiledPolicy,
  kind: PolicyKind,
  where: { layer: Layer; policy?: string },
  action: string,
  known: Known,
  who: Surveyed,
): Hit[] {
  return policy.statements.flatMap((statement): Hit[] => {
    const match = kind === 'identity' ? 'self' : who.match(statement);
    if (deadElement(statement, kind) !== undefined || match === 'none') return [];
    if (statement.action?.(action.toLowerCase()) !== true) return [];
    const lookup = new PartialLookup(known, who, action);
    if (statement.resource?.(known.keyArn, lookup) !== true) return [];
    const open = statement.conditions.map((condition) => ({ condition, holds: holds(condition, lookup) }));
    if (open.some(({ holds: answer }) => answer === false)) return [];
    const unknown = open
      .filter(({ holds: answer }) => answer === undefined)
      .map(({ condition }) => condition);
    const deny = statement.effect === 'Deny';
    const words = unknown.length === 0 ? '' : deny ? escapeInWords(unknown) : conditionsInWords(unknown);
    return [
      {
        ...where,
        statement: statement.index,
        ...(statement.sid !== undefined && { sid: statement.sid }),
        effect: deny ? 'denies' : match === 'account' ? 'delegates' : 'allows',
        condition: words,
      },
    ];
  });
}

/** Undefined where it depends on what is not known. */
function holds(
  condition: CompiledStatement['conditions'][number],
  lookup: PartialLookup,
): boolean | undefined {
  lookup.asked = false;
  const answer = conditionHolds(condition, lookup);
  return lookup.asked ? undefined : answer;
}

/** Notices when somebody asks for what is not known. */
class PartialLookup implements ContextLookup {
  asked = false;
  constructor(
    private readonly known: Known,
    private readonly who: Surveyed,
    private readonly action: string,
  ) {}

  get(lowerKey: string): readonly string[] | undefined {
    const given = this.known.context.get(lowerKey);
    if (given !== undefined) return given;
    if (neverPresent(lowerKey, this.action.slice(4).toLowerCase())) return undefined;
    const value = this.who.context(lowerKey);
    if (value !== 'unknown') return value;
    this.asked = true;
    return undefined;
  }
}

function grantHits(action: string, known: Known, who: Surveyed): Hit[] {
  const operation = action.slice(4).toLowerCase();
  return known.grants.flatMap((grant): Hit[] => {
    const match = who.matchGrantee(grant.grantee);
    if (match === 'none' || !grant.operations.some((name) => name.toLowerCase() === operation)) return [];
    return [
      {
        layer: 'grant',
        grantId: grant.id,
        effect: match === 'account' ? 'delegates' : 'allows',
        condition: constraintsInWords(grant, operation),
      },
    ];
  });
}

/** The constraints of a grant as the rest of "if …". */
export function constraintsInWords(grant: Grant, operation: string): string {
  const words: string[] = [];
  if (encryptionContextActions.has(operation)) {
    if (grant.encryptionContextEquals !== undefined)
      words.push(`the encryption context is exactly ${pairs(grant.encryptionContextEquals)}`);
    if (grant.encryptionContextSubset !== undefined)
      words.push(`the encryption context has ${pairs(grant.encryptionContextSubset)}`);
  }
  if (grant.sourceArn !== undefined) words.push(`the service calls for ${grant.sourceArn}`);
  return words.join(', and ');
}

function pairs(context: Record<string, string>): string {
  return Object.entries(context)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

import type { Surveyed, Known, Answer3, Hit, ActionAnswer } from './surveyAnswer';
import { operationOf } from '../kms/actions';
import type { Asked } from './ask';
import { deadElement } from './ask';
import type { CompiledStatement, ContextLookup } from './compiled';
import { conditionHolds } from './conditions';
import { neverPresent } from './derivedKeys';
import type { PrincipalMatch } from './principalMatch';
import { aliasesIn } from './surveyAlias';
import { grantHits } from './surveyGrants';
import type { Unread } from './unread';
import { placed } from './unread';
import { conditionsInWords, escapeInWords } from './words';

type Settled = Omit<ActionAnswer, 'unread'> & { answer: Answer3 | 'denied' | 'no' };

/** Can somebody do one thing, as far as can be said without knowing the request? */
export function askSymbolically(action: string, known: Known, who: Surveyed): ActionAnswer {
  const asked: Asked[] = [{ policy: known.keyPolicy, kind: 'key', layer: 'key-policy' }];
  const onKey: Coverage = ({ resource }, lookup) => (resource?.(known.key, lookup) === true ? '' : undefined);
  const onAlias: Coverage = (statement, lookup) => aliasesIn(statement, known, lookup);
  const inIam = (covers: Coverage): Hit[] =>
    (known.policies ?? []).flatMap((each) => hitsOf(each, { action, covers }, known, who));
  const read: Hits = {
    key: [
      ...asked.flatMap((each) => hitsOf(each, { action, covers: onKey }, known, who)),
      ...grantHits(action, known, who),
    ],
    iam: inIam(onKey),
    ...(asksOnAlias(action, known) && { alias: inIam(onAlias) }),
  };
  const settled = settle(action, known, who, read);
  const unread = [...asked, ...(known.policies ?? [])].flatMap((each) => unreadAbout(each, action, who));
  if (unread.length === 0 || settled.answer === 'denied') return { ...settled, unread: [] };
  // As good as it can get, were everything that may allow an Allow; any that may deny may take it away.
  const mayAllow = unread.filter(({ effect }) => effect !== 'Deny').map(asAllow);
  const best = settle(action, known, who, {
    ...read,
    key: [...read.key, ...mayAllow.filter(({ layer }) => layer === 'key-policy')],
    iam: [...read.iam, ...mayAllow.filter(({ layer }) => layer !== 'key-policy')],
    ...(read.alias && { alias: [...read.alias, ...mayAllow.filter(({ layer }) => layer !== 'key-policy')] }),
  });
  const mayGain = rank[best.answer] > rank[settled.answer];
  const mayLose = best.answer !== 'no' && unread.some(({ effect }) => effect !== 'Allow');
  if (!mayGain && !mayLose) return { ...settled, unread: [] };
  const relevant = unread.filter(({ effect }) => (effect === 'Allow' ? mayGain : mayLose));
  return { ...settled, answer: 'unknown', unread: relevant.map(({ match: _match, ...rest }) => rest) };
}

/** What the statements and grants say that have to do with an action. */
interface Hits {
  key: Hit[];
  iam: Hit[];
  /** What IAM policies say of aliases, for actions that are asked on an alias as well. */
  alias?: Hit[];
}

/**
 * Whether IAM policies decide of an alias beside the key. Where they are not known, the answer is about the key
 * alone: else no key policy could let anybody administer a key, the console's own included.
 */
function asksOnAlias(action: string, { policies }: Known): boolean {
  return policies !== undefined && operationOf(action.slice(4))?.alias !== undefined;
}

/** Whether a statement is about the resource: always (an empty text), under a condition in words, or never. */
type Coverage = (statement: CompiledStatement, lookup: ContextLookup) => string | undefined;

const rank: Record<Settled['answer'], number> = { yes: 4, if: 3, iam: 2, no: 1, denied: 0 };

interface Possible extends Unread {
  match: PrincipalMatch;
}

/** What cannot be read and may be about this action and whoever asks. */
function unreadAbout(asked: Asked, action: string, who: Surveyed): Possible[] {
  return (asked.policy.unread ?? []).flatMap((part): Possible[] => {
    if (part.action?.(action.toLowerCase()) === false) return [];
    const { principals, notPrincipals } = part;
    const named = asked.kind !== 'identity' && (principals ?? notPrincipals) !== undefined;
    // A Deny spares fewer than an Allow leaves out: it stands for both where the effect is not known.
    const match = named ? who.match({ effect: 'Deny', ...part }) : 'self';
    return match === 'none' ? [] : [{ ...placed(part, asked), match }];
  });
}

function asAllow({ match, problems: _problems, ...place }: Possible): Hit {
  return { ...place, effect: match === 'account' ? 'delegates' : 'allows', condition: '' };
}

/** The answer by the statements and grants that are given. */
function settle(action: string, known: Known, who: Surveyed, read: Hits): Settled {
  const { key, iam, alias = [] } = read;
  const denials = unlike([...key, ...iam, ...alias].filter((hit) => hit.effect === 'denies'));
  const certain = denials.filter((hit) => hit.condition === '');
  if (certain.length > 0) return { action, answer: 'denied', deciders: certain, conditions: [] };
  const way = bestWay(action, known, who, read);
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

/** Statements that say the same of a key and of its alias count once. */
function unlike(hits: readonly Hit[]): Hit[] {
  const isSame = (a: Hit, b: Hit): boolean =>
    a.layer === b.layer &&
    a.policy === b.policy &&
    a.statement === b.statement &&
    a.condition === b.condition;
  return hits.filter((hit, index) => hits.findIndex((other) => isSame(hit, other)) === index);
}

/** The way to the action that asks for least. */
function bestWay(action: string, known: Known, who: Surveyed, { key, iam, alias }: Hits): Way | undefined {
  const own = who.kind === 'service' || who.account === known.keyAccount;
  const stranger = who.kind === 'anyone';
  if (!own && operationOf(action.slice(4))?.crossAccount !== true) return undefined;
  const allowing = (hits: readonly Hit[]): Hit[] => hits.filter((hit) => hit.effect === 'allows');
  const ways: Way[] = [];
  const add = (hits: readonly Hit[]): void => {
    const distinct = unlike(hits);
    ways.push({ answer: distinct.every(({ condition }) => condition === '') ? 'yes' : 'if', hits: distinct });
  };
  for (const hit of key) {
    if (hit.effect === 'denies') continue;
    const grant = hit.layer === 'grant';
    const directly = hit.effect === 'allows' && (own || grant) && !(stranger && !grant);
    if (directly && alias === undefined) add([hit]);
    else if (known.policies === undefined)
      ways.push({ answer: stranger && hit.condition !== '' ? 'if' : openAnswer(stranger), hits: [hit] });
    else
      for (const policy of directly ? [undefined] : allowing(iam))
        for (const other of alias === undefined ? [undefined] : allowing(alias))
          add([hit, policy, other].filter((one) => one !== undefined));
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
  { policy, kind, layer, name }: Asked,
  { action, covers }: { action: string; covers: Coverage },
  known: Known,
  who: Surveyed,
): Hit[] {
  return policy.statements.flatMap((statement): Hit[] => {
    const match = kind === 'identity' ? 'self' : who.match(statement);
    if (deadElement(statement, kind) !== undefined || match === 'none') return [];
    if (statement.action?.(action.toLowerCase()) !== true) return [];
    const lookup = new PartialLookup(known, who, action);
    const covered = covers(statement, lookup);
    if (covered === undefined) return [];
    const open = statement.conditions.map((condition) => ({
      condition,
      holds: holds(condition, lookup, who),
    }));
    if (open.some(({ holds: answer }) => answer === false)) return [];
    const unknown = open
      .filter(({ holds: answer }) => answer === undefined)
      .map(({ condition }) => condition);
    const deny = statement.effect === 'Deny';
    const spared = deny ? who.sparedSessions(statement) : [];
    const escapes = [
      ...(spared.length === 0 ? [] : [`the session is ${spared.join(' or ')}`]),
      ...(deny && unknown.length > 0 ? [escapeInWords(unknown)] : []),
      ...(deny && covered !== '' ? [covered.replace('the alias is', 'the alias is not')] : []),
    ];
    const allowed = [covered, unknown.length > 0 ? conditionsInWords(unknown) : ''].filter(Boolean);
    const words = deny ? escapes.join(', or ') : allowed.join(', and ');
    return [
      {
        layer,
        ...(name !== undefined && { policy: name }),
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
  who: Surveyed,
): boolean | undefined {
  lookup.asked = false;
  const answer = conditionHolds(condition, lookup);
  if (!lookup.asked) return answer;
  const { base, lowerKey, values, negated } = condition;
  const text = /^String(Not)?(Equals|EqualsIgnoreCase|Like)$/.test(base ?? '');
  // Whatever the value is, it is there and none of these.
  return text && !values.some((value) => who.couldHave(lowerKey, value)) ? negated : undefined;
}

/** Notices when somebody asks for what is not known. */
class PartialLookup implements ContextLookup {
  readonly #known: Known;
  readonly #who: Surveyed;
  readonly #action: string;
  asked = false;

  constructor(known: Known, who: Surveyed, action: string) {
    this.#known = known;
    this.#who = who;
    this.#action = action;
  }

  get(lowerKey: string): readonly string[] | undefined {
    const given = this.#known.context.get(lowerKey);
    if (given !== undefined) return given;
    if (neverPresent(lowerKey, this.#action.slice(4).toLowerCase())) return undefined;
    const value = this.#who.context(lowerKey);
    if (value !== 'unknown') return value;
    this.asked = true;
    return undefined;
  }
}

import type { CanonicalPolicy, CanonicalStatement, PrincipalIds } from './compareCanonical';
import { canonicalPolicy } from './compareCanonical';

/**
 * What differs in meaning between two policies, a sentence for each; none where both mean the same. The order of
 * statements and entries, lists of one, ids of accounts, case where IAM ignores it: none of these is a difference.
 */
export function differences(before: string, after: string, ids?: PrincipalIds): string[] {
  const left = canonicalPolicy(before, ids);
  const right = canonicalPolicy(after, ids);
  if (!left || !right) return before.trim() === after.trim() ? [] : ['The policy is not valid JSON.'];
  return [
    ...changedText('Version', left.version, right.version),
    ...changedText('Id', left.id, right.id),
    ...changedSet('The policy', 'member', left.others, right.others),
    ...pairs(left.statements, right.statements).flatMap(statementChanges),
  ];
}

/** Whether two policies mean the same. */
export function sameMeaning(left: string, right: string): boolean {
  return differences(left, right).length === 0;
}

/** What each side changed since the base, and which statements both changed. */
export interface ThreeWay {
  mine: string[];
  theirs: string[];
  /** Names of statements that both sides changed, and not to the same. */
  contested: string[];
}

/** Compares both sides with what they set out from. */
export function changedSince(base: string, mine: string, theirs: string): ThreeWay {
  const start = canonicalPolicy(base);
  const left = canonicalPolicy(mine);
  const right = canonicalPolicy(theirs);
  const touched = start && left ? touchedStatements(start, left) : new Map<string, string>();
  const touchedThere = start && right ? touchedStatements(start, right) : new Map<string, string>();
  const contested = [...touched].filter(
    ([name, meaning]) => touchedThere.has(name) && touchedThere.get(name) !== meaning,
  );
  return {
    mine: differences(base, mine),
    theirs: differences(base, theirs),
    contested: contested.map(([name]) => name),
  };
}

/** Statements that differ from the base, by name, with what they mean now. */
function touchedStatements(base: CanonicalPolicy, side: CanonicalPolicy): Map<string, string> {
  const touched = pairs(base.statements, side.statements).filter((pair) => statementChanges(pair).length > 0);
  return new Map(
    touched.map(([from, to]) => [statementName(from ?? to), to === undefined ? '' : meaning(to)]),
  );
}

type Pair = readonly [CanonicalStatement | undefined, CanonicalStatement | undefined];

function meaning({ conditions, ...statement }: CanonicalStatement): string {
  return JSON.stringify([statement, [...conditions].sort(byName)]);
}

/** In the order of code units, which needs no locale. */
function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Statements that belong together: the same ones, then those of one name, then the likest. */
function pairs(before: readonly CanonicalStatement[], after: readonly CanonicalStatement[]): Pair[] {
  const left = [...before];
  const right = [...after];
  const found: Pair[] = [];
  const take = (fits: (from: CanonicalStatement, to: CanonicalStatement) => boolean) => {
    for (const from of [...left]) {
      const at = right.findIndex((to) => fits(from, to));
      const to = right[at];
      if (!to) continue;
      found.push([from, to]);
      left.splice(left.indexOf(from), 1);
      right.splice(at, 1);
    }
  };
  take((from, to) => meaning(from) === meaning(to));
  take((from, to) => from.sid !== undefined && from.sid === to.sid);
  take((from, to) => from.effect === to.effect && likeness(from, to) >= 2);
  return [
    ...found,
    ...left.map((from): Pair => [from, undefined]),
    ...right.map((to): Pair => [undefined, to]),
  ];
}

/** In how many of who, what and when two statements are the same. */
function likeness(from: CanonicalStatement, to: CanonicalStatement): number {
  const same = (left: unknown, right: unknown) => (JSON.stringify(left) === JSON.stringify(right) ? 1 : 0);
  return (
    same([from.principals, from.notPrincipals], [to.principals, to.notPrincipals]) +
    same([from.actions, from.notActions], [to.actions, to.notActions]) +
    same([...from.conditions].sort(byName), [...to.conditions].sort(byName))
  );
}

function statementChanges([from, to]: Pair): string[] {
  if (!from || !to) {
    const one = from ?? to;
    return one ? [`${statementName(one)} is ${from ? 'gone' : 'new'}: ${summary(one)}`] : [];
  }
  const name = statementName(from);
  return [
    ...changedText(`Sid of ${name}`, from.sid, to.sid),
    ...changedText(`Effect of ${name}`, from.effect, to.effect),
    ...changedSet(name, 'principal', from.principals, to.principals),
    ...changedSet(name, 'NotPrincipal', from.notPrincipals, to.notPrincipals),
    ...changedSet(name, 'action', from.actions, to.actions),
    ...changedSet(name, 'NotAction', from.notActions, to.notActions),
    ...changedSet(name, 'resource', from.resources, to.resources),
    ...changedSet(name, 'NotResource', from.notResources, to.notResources),
    ...changedConditions(name, from.conditions, to.conditions),
    ...changedSet(name, 'member', from.others, to.others),
  ];
}

/** What to call a statement in a sentence. */
function statementName(statement: CanonicalStatement | undefined): string {
  if (statement?.sid !== undefined) return `Statement "${statement.sid}"`;
  const actions = statement?.actions.slice(0, 2).join(', ') ?? '';
  return `The ${statement?.effect === 'Deny' ? 'Deny' : 'Allow'} statement${actions ? ` for ${actions}` : ''}`;
}

function summary({
  effect,
  actions,
  notActions,
  principals,
  notPrincipals,
  conditions,
}: CanonicalStatement): string {
  const what = notActions.length > 0 ? `everything but ${few(notActions)}` : few(actions);
  const who = notPrincipals.length > 0 ? `everyone but ${few(notPrincipals)}` : few(principals);
  const when = conditions.size > 0 ? `, if ${few([...conditions.keys()])}` : '';
  return `${effect} ${what} to ${who}${when}`;
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => name.replace(/^(AWS|Service): /, ''));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ') || 'nothing';
}

function changedText(name: string, before: string | undefined, after: string | undefined): string[] {
  if (before === after) return [];
  if (before === undefined) return [`${name} is new: ${after ?? ''}`];
  return [after === undefined ? `${name} is gone: ${before}` : `${name}: ${before} → ${after}`];
}

function changedSet(
  name: string,
  noun: string,
  before: readonly string[],
  after: readonly string[],
): string[] {
  const gone = before.filter((entry) => !after.includes(entry));
  const fresh = after.filter((entry) => !before.includes(entry));
  const clean = (entry: string) => entry.replace(/^AWS: /, '');
  return [
    ...gone.map((entry) => `${name}: ${noun} ${clean(entry)} removed`),
    ...fresh.map((entry) => `${name}: ${noun} ${clean(entry)} added`),
  ];
}

function changedConditions(
  name: string,
  before: CanonicalStatement['conditions'],
  after: CanonicalStatement['conditions'],
): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].flatMap((condition) => {
    const from = before.get(condition);
    const to = after.get(condition);
    if (!to) return [`${name}: condition ${condition} removed`];
    if (!from) return [`${name}: condition ${condition} ${to.join(', ')} added`];
    return changedSet(`${name}, condition ${condition}`, 'value', from, to);
  });
}

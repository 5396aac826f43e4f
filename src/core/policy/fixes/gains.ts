import type { PolicyFacts } from '../facts';
import { listed } from '../rules/parts/words';
import { actions } from '../vocabulary/actions';
import { reachesOf, restrictionsFor } from './reach';
import type { Reach, Restriction, Who } from './reach';

/** Somebody may do something that nobody allowed before, or that was denied before. */
export interface Gain {
  kind: 'allows' | 'spares';
  who: Who;
  action: string;
}

/**
 * What a policy allows more, or denies less, than another: each pair of caller and action of a changed Allow that
 * no Allow of the earlier policy covers, and each of a changed Deny that no Deny covers any more. Rather one too
 * many than one too few: conditions that cannot be compared count as wider.
 */
export function gainsOf(before: PolicyFacts, after: PolicyFacts): Gain[] {
  const [old, fresh] = [reachesOf(before), reachesOf(after)];
  return [
    ...uncovered(changed(fresh, old), old, 'Allow').map((gain): Gain => ({ kind: 'allows', ...gain })),
    ...uncovered(changed(old, fresh), fresh, 'Deny').map((gain): Gain => ({ kind: 'spares', ...gain })),
  ];
}

/** The statements that the other policy does not have word for word. */
function changed(these: readonly Reach[], others: readonly Reach[]): Reach[] {
  const there = new Set(others.map(({ text }) => text));
  return these.filter(({ text }) => !there.has(text));
}

function uncovered(
  these: readonly Reach[],
  others: readonly Reach[],
  effect: 'Allow' | 'Deny',
): Omit<Gain, 'kind'>[] {
  const found: Omit<Gain, 'kind'>[] = [];
  const covering = others.filter((other) => other.effect === effect || other.effect === 'open');
  for (const one of these) {
    if (one.effect !== effect && one.effect !== 'open') continue;
    for (const action of one.actions) {
      const restrictions = restrictionsFor(one, action);
      if (!restrictions || one.resources.size === 0) continue;
      const wide = covering.filter((other) => covers(other, one, action, restrictions));
      for (const who of one.who)
        if (!wide.some((other) => other.who.some((wider) => includes(wider, who))))
          found.push({ who, action });
    }
  }
  return found;
}

function covers(wide: Reach, narrow: Reach, action: string, restrictions: readonly Restriction[]): boolean {
  if (!wide.actions.has(action)) return false;
  if (wide.openCondition !== '' && wide.openCondition !== narrow.openCondition) return false;
  if (!wide.resources.has('*') && ![...narrow.resources].every((one) => wide.resources.has(one)))
    return false;
  const asked = restrictionsFor(wide, action);
  return asked?.every((one) => restrictions.some((other) => implies(other, one))) ?? false;
}

function includes(wide: Who, narrow: Who): boolean {
  if ('is' in wide) return 'is' in narrow && (wide.is === '*' || wide.is === narrow.is);
  return 'not' in narrow && [...wide.not].every((one) => narrow.not.has(one));
}

/** Whether each request that meets the one condition meets the other. */
function implies(narrow: Restriction, wide: Restriction): boolean {
  const [a, b] = [narrow.operator, wide.operator];
  if (narrow.key !== wide.key || (a.ifExists && !b.ifExists) || !qualifies(narrow, wide)) return false;
  const negated = a.operator.negated;
  const [few, many] = negated ? [wide.values, narrow.values] : [narrow.values, wide.values];
  if (![...few].every((value) => many.has(value))) return false;
  if (a.operator.name === b.operator.name) return true;
  // Without a wildcard in the values Equals and Like ask the same; for ARNs they do in any case.
  const sameFamily = a.operator.family === b.operator.family && negated === b.operator.negated;
  if (!sameFamily) return false;
  if (a.operator.family === 'Arn') return true;
  const plain = [...narrow.values, ...wide.values].every((value) => !/[*?]|\$\{/.test(value));
  return plain && [a, b].every(({ operator: { name } }) => /^String(Not)?(Equals|Like)$/.test(name));
}

/** ForAllValues also holds where the key is absent; with one value at most it is else the same as none. */
function qualifies(narrow: Restriction, wide: Restriction): boolean {
  const [a, b] = [narrow.operator.qualifier, wide.operator.qualifier];
  if (a === b) return true;
  if (narrow.facts.found?.key.multivalued !== false) return false;
  return b === 'ForAllValues' || a !== 'ForAllValues';
}

/** `allows role/App kms:Decrypt`, for the title of what allows it. */
export function gainsInWords(gains: readonly Gain[]): string {
  const parts = (['allows', 'spares'] as const).flatMap((kind) => {
    const own = gains.filter((gain) => gain.kind === kind);
    if (own.length === 0) return [];
    const who = listed([...new Set(own.map((gain) => whoInWords(gain.who)))], 3);
    const actions = new Set(own.map(({ action }) => action));
    const what = isEveryAction(actions) ? 'kms:*' : listed([...actions], 3);
    return [kind === 'allows' ? `allows ${who} ${what}` : `no longer denies ${who} ${what}`];
  });
  return parts.join(' and ');
}

function isEveryAction(names: ReadonlySet<string>): boolean {
  return actions().every(({ name, inKeyPolicy }) => !inKeyPolicy || names.has(name));
}

function whoInWords(who: Who): string {
  if ('not' in who) return 'everyone but those named';
  if (who.is === '*') return 'everyone';
  if (/^\d{12}$/.test(who.is)) return `account ${who.is}`;
  return who.is.replace(/^arn:[\w-]+:(?:iam|sts)::\d{12}:/, '');
}

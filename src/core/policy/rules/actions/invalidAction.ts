import type { Change } from '../../fixes/fix';
import type { StringValue } from '../../document';
import { actions } from '../../vocabulary/actions';
import { closest, matchActions } from '../../vocabulary/match';
import { write } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import { remembered } from '../parts/remembered';
import type { Report, Rule } from '../parts/rule';
import { didYouMean, show } from '../parts/words';

/** An entry of Action that stands for no action of KMS. */
export const invalidAction: Rule = {
  code: 'INVALID_ACTION',
  severity: 'error',
  summary: 'There is no such KMS action.',
  link: analyzerLink('error', 'INVALID_ACTION'),
  *check({ statements }) {
    for (const { actions: allowed, notActions } of statements)
      for (const { value, matches } of [...allowed, ...notActions])
        if (matches.length === 0 && /^(?:kms:|[^:]*$)/i.test(value.value)) yield report(value);
  },
};

function report(value: StringValue): Report {
  const intended = meantAction(value.value);
  const fixes = (): Change[] => (intended === undefined ? [] : [write(value, intended)]);
  const what = value.value.includes(':')
    ? /[*?]/.test(value.value)
      ? `No KMS action matches ${show(value.value)}.`
      : `There is no action ${show(value.value)}.`
    : `${show(value.value)} has no service prefix: an action is written "kms:…".`;
  return {
    span: value.span,
    message: what + (didYouMean(intended) || ' Write one such as "kms:Decrypt".'),
    fixes,
  };
}

/** The action or pattern that was to be: with the prefix, with a wildcard behind, or of like spelling. */
const meantAction = remembered(nearest);

function nearest(text: string): string | undefined {
  const name = text.replace(/^kms:/i, '').trim();
  const word = name.replace(/[*?]+$/, '');
  const knownName = (pattern: string): string | undefined => {
    const found = matchActions(`kms:${pattern}`);
    return found.length === 1 ? found[0]?.name : found.length > 1 ? `kms:${pattern}` : undefined;
  };
  // `kms:ReEncrypt` is an API operation, and two actions: its policies say `kms:ReEncrypt*`.
  const near =
    knownName(name) ??
    takenFor.get(word.toLowerCase()) ??
    (word === '' ? undefined : (startOfMany(word) ?? withMoreWords(word))) ??
    closest(`kms:${word}`, names()) ??
    closest(
      `kms:${word}`,
      actions().map(({ name: known }) => known),
    );
  if (near === undefined || near.endsWith('*') || word === name) return near;
  return matchActions(`${near}*`).length > 1 ? `${near}*` : near;
}

function startOfMany(word: string): string | undefined {
  const found = matchActions(`kms:${word}*`);
  const [first] = found;
  // Only whole words: `kms:D*` would be Decrypt and DeleteAlias.
  if (found.some(({ name }) => /[a-z]/.test(name.charAt('kms:'.length + word.length)))) return undefined;
  return first && found.length > 1 ? `${first.name.slice(0, 'kms:'.length + word.length)}*` : undefined;
}

/** What KMS calls by quite another name. */
const takenFor: ReadonlyMap<string, string> = new Map([['deletekey', 'kms:ScheduleKeyDeletion']]);

/** The shortest name that has all the words in their order: `kms:GetKeyPolicy` for `GetPolicy`. */
function withMoreWords(text: string): string | undefined {
  const wanted = wordsOf(text);
  const has = (name: string): boolean => {
    let next = 0;
    for (const word of wordsOf(name.slice('kms:'.length))) if (word === wanted[next]) next += 1;
    return wanted.length > 0 && next === wanted.length;
  };
  return names()
    .filter(has)
    .sort((a, b) => a.length - b.length)[0];
}

function wordsOf(name: string): string[] {
  return name.match(/[A-Z]+[a-z0-9]*/g) ?? [];
}

/** Those that a key policy can allow. */
let all: string[] | undefined;
function names(): string[] {
  all ??= actions()
    .filter(({ inKeyPolicy }) => inKeyPolicy)
    .map(({ name }) => name);
  return all;
}

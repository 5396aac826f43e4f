import type { Member } from '../../document';
import { closest } from '../../vocabulary/match';
import { findOperator, operators } from '../../vocabulary/operators';
import { blockFix } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { didYouMean, show } from '../parts/words';

export const invalidOperator: Rule = {
  code: 'INVALID_CONDITION_OPERATOR',
  severity: 'error',
  summary: 'There is no such condition operator.',
  link: analyzerLink('error', 'INVALID_CONDITION_OPERATOR'),
  *check(policy) {
    for (const { condition } of policy.statements) {
      if (condition?.value?.kind !== 'object') continue;
      const blocks = condition.value;
      for (const block of blocks.members) {
        const { key } = block;
        if (findOperator(key.value)) continue;
        const intended = meantOperator(key.value, blocks.members);
        const message = `There is no condition operator ${show(key.value)}.${didYouMean(intended) || ' Write one such as "StringEquals".'}`;
        yield { span: key.span, message, fixes: () => blockFix(policy, blocks, block, intended) };
      }
    }
  },
};

const qualifiers = ['ForAllValues', 'ForAnyValue'];

/** Each of the three parts of an operator can be misspelt. */
function meantOperator(text: string, blocks: readonly Member[]): string | undefined {
  const [, before, rest = ''] = /^(?:([^:]*):)?(.*)$/s.exec(text) ?? [];
  const suffix = /if_?exi?s?ts?$/i.exec(rest)?.[0] ?? '';
  const names = operators.map(({ name }) => name);
  const plain = rest.slice(0, rest.length - suffix.length);
  const name = takenFor.get(plain.toLowerCase()) ?? closest(plain, names) ?? byCondition(text, blocks);
  const qualifier = before === undefined ? undefined : closest(before, qualifiers);
  if (name === undefined || (before !== undefined && qualifier === undefined)) return undefined;
  return `${qualifier ? `${qualifier}:` : ''}${name}${suffix && name !== 'Null' ? 'IfExists' : ''}`;
}

/** What other languages, and people, call them. */
const takenFor: ReadonlyMap<string, string> = new Map([
  ['boolean', 'Bool'],
  ['like', 'StringLike'],
  ['stringcontains', 'StringLike'],
  ['stringmatch', 'StringLike'],
  ['stringmatches', 'StringLike'],
  ['notequals', 'StringNotEquals'],
  ['arnmatch', 'ArnLike'],
  ['numericless', 'NumericLessThan'],
  ['numericgreater', 'NumericGreaterThan'],
  ['dateless', 'DateLessThan'],
  ['datebefore', 'DateLessThan'],
  ['dategreater', 'DateGreaterThan'],
  ['dateafter', 'DateGreaterThan'],
]);

/** A block whose name is no operator at all is most often a condition key without its operator. */
function byCondition(text: string, blocks: readonly Member[]): string | undefined {
  const block = blocks.find(({ key }) => key.value === text);
  return block?.value?.kind === 'object' && /^(string|equals?|eq)$/i.test(text) ? 'StringEquals' : undefined;
}

import type { FoundOperator } from '../vocabulary/operators';
import { ifExistsMeaning, operatorLinks, operatorName, qualifiers } from '../vocabulary/operators';

/** All that there is to say of a condition operator with its qualifier and suffix. */
export function operatorMarkdown(found: FoundOperator): string {
  const { operator, qualifier, ifExists } = found;
  const joined = operator.negated
    ? 'With several values, it holds if none of them fits.'
    : 'With several values, one of them is enough. Several keys under it must all hold.';
  return [
    `**${operatorName(found)}**`,
    '',
    operator.description,
    ...(operator.family === 'Null' ? [] : ['', joined]),
    ...(qualifier ? ['', `\`${qualifier}\`: ${qualifiers[qualifier]}`] : []),
    ...(ifExists ? ['', `\`IfExists\`: ${ifExistsMeaning}`] : []),
    '',
    `[Condition operators](${operatorLinks.operators})${qualifier ? ` · [Set operators](${operatorLinks.qualifiers})` : ''}`,
  ].join('\n');
}

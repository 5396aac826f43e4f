import type { Markdown } from '../../markdown';
import { bold, code, joined, link, md, prose } from '../../markdown';
import type { FoundOperator } from '../vocabulary/operators';
import { ifExistsMeaning, operatorLinks, operatorName, qualifiers } from '../vocabulary/operators';

/** All that there is to say of a condition operator with its qualifier and suffix. */
export function operatorMarkdown(found: FoundOperator): Markdown {
  const { operator, qualifier, ifExists } = found;
  const conditions = link('Condition operators', operatorLinks.operators);
  const joinedValues = operator.negated
    ? 'With several values, it holds if none of them fits.'
    : 'With several values, one of them is enough. Several keys under it must all hold.';
  return joined(
    [
      bold(operatorName(found)),
      prose(operator.description),
      operator.family === 'Null' ? undefined : joinedValues,
      qualifier && md`${code(qualifier)}: ${prose(qualifiers[qualifier])}`,
      ifExists ? md`${code('IfExists')}: ${prose(ifExistsMeaning)}` : undefined,
      qualifier ? md`${conditions} · ${link('Set operators', operatorLinks.qualifiers)}` : conditions,
    ],
    '\n\n',
  );
}

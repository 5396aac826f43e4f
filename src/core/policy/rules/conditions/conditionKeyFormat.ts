import { renameKey } from '../../fixes/conditions';
import { conditionKeys } from '../../vocabulary/conditionKeys';
import { closest } from '../../vocabulary/match';
import { analyzerLink } from '../parts/links';
import { remembered } from '../parts/remembered';
import type { Rule } from '../parts/rule';
import { didYouMean, show } from '../parts/words';

export const conditionKeyFormat: Rule = {
  code: 'INVALID_CONDITION_KEY_FORMAT',
  severity: 'error',
  summary: 'A condition key has no service prefix.',
  link: analyzerLink('error', 'INVALID_CONDITION_KEY_FORMAT'),
  *check({ statements }) {
    for (const { conditions } of statements) {
      for (const condition of conditions) {
        const { member, name } = condition;
        if (/^[^:]+:[^:]/.test(name) || /^(aws|kms):/i.test(name)) continue;
        const intended = meantKey(name);
        const message = `${show(name)} is no condition key: write it with its prefix, as in "kms:ViaService" or "aws:SourceArn".${didYouMean(intended)}`;
        yield {
          span: member.key.span,
          message,
          fixes: () => renameKey(condition, intended),
        };
      }
    }
  },
};

const meantKey = remembered(nearest);

function nearest(name: string): string | undefined {
  const bare = name.replace(/:/g, '');
  const names = conditionKeys()
    .map((key) => key.name)
    .filter((known) => !known.endsWith('}'));
  const intended = closest(
    bare,
    names.map((known) => known.replace(/^\w+:/, '')),
  );
  return names.find((known) => known.replace(/^\w+:/, '') === intended);
}

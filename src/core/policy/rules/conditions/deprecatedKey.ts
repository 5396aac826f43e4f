import { renameKey } from '../../fixes/conditions';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const deprecatedKey: Rule = {
  code: 'DEPRECATED_CONDITION_KEY',
  severity: 'info',
  summary: 'AWS has replaced the condition key by another.',
  link: analyzerLink('general-warning', 'DEPRECATED_GLOBAL_CONDITION_KEY'),
  *check({ statements }) {
    for (const { conditions } of statements) {
      for (const condition of conditions) {
        const { found, member } = condition;
        const replacement = found?.key.replacement;
        if (replacement === undefined) continue;
        const message = `${show(member.key.value)} is deprecated: write ${show(replacement)}.`;
        yield { span: member.key.span, message, fixes: () => renameKey(condition, replacement) };
      }
    }
  },
};

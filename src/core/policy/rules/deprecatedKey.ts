import { write } from './entries';
import { analyzerLink } from './links';
import type { Rule } from './rule';
import { show } from './words';

export const deprecatedKey: Rule = {
  code: 'DEPRECATED_CONDITION_KEY',
  severity: 'info',
  summary: 'AWS has replaced the condition key by another.',
  link: analyzerLink('general-warning', 'DEPRECATED_GLOBAL_CONDITION_KEY'),
  *check({ statements }) {
    for (const { conditions } of statements) {
      for (const { found, member, block } of conditions) {
        const replacement = found?.key.replacement;
        if (replacement === undefined) continue;
        const names = block.value?.kind === 'object' ? block.value.members.map(({ key }) => key.value) : [];
        const fixes = names.includes(replacement) ? [] : [write(member.key, replacement)];
        const message = `${show(member.key.value)} is deprecated: write ${show(replacement)}.`;
        yield { span: member.key.span, message, fixes };
      }
    }
  },
};

import { blockFix } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const nullIfExists: Rule = {
  code: 'NULL_WITH_IF_EXISTS',
  severity: 'error',
  summary: 'Null cannot have the suffix IfExists.',
  link: analyzerLink('error', 'NULL_WITH_IF_EXISTS'),
  *check(policy) {
    for (const { condition } of policy.statements) {
      if (condition?.value?.kind !== 'object') continue;
      const blocks = condition.value;
      for (const block of blocks.members) {
        const { key } = block;
        const [, prefix] = /^((?:\w+:)?null)ifexists$/i.exec(key.value) ?? [];
        if (prefix === undefined) continue;
        const message =
          'Null asks whether the key exists, so that IfExists makes no sense with it: write "Null".';
        yield { span: key.span, message, fixes: () => blockFix(policy, blocks, block, prefix) };
      }
    }
  },
};

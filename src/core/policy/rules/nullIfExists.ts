import { write } from './entries';
import { analyzerLink } from './links';
import type { Rule } from './rule';

export const nullIfExists: Rule = {
  code: 'NULL_WITH_IF_EXISTS',
  severity: 'error',
  summary: 'Null cannot have the suffix IfExists.',
  link: analyzerLink('error', 'NULL_WITH_IF_EXISTS'),
  *check({ statements }) {
    for (const { condition } of statements) {
      for (const { key } of condition?.value?.kind === 'object' ? condition.value.members : []) {
        const [, prefix] = /^((?:\w+:)?null)ifexists$/i.exec(key.value) ?? [];
        if (prefix === undefined) continue;
        const message =
          'Null asks whether the key exists, so that IfExists makes no sense with it: write "Null".';
        yield { span: key.span, message, fixes: [write(key, prefix)] };
      }
    }
  },
};

import { conditionKeys } from '../../vocabulary/conditionKeys';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const missingTagKey: Rule = {
  code: 'MISSING_TAG_KEY_IN_CONDITION',
  severity: 'error',
  summary: 'A condition on a tag does not say which tag.',
  link: analyzerLink('error', 'MISSING_TAG_KEY_IN_CONDITION'),
  *check({ statements }) {
    for (const { conditions } of statements) {
      for (const { member, name } of conditions) {
        if (!lacksTagKey(name)) continue;
        const stem = name.replace(/\/$/, '');
        yield {
          span: member.key.span,
          message: `Write the tag's key after ${show(`${stem}/`)}, such as "${stem}/Department".`,
        };
      }
    }
  },
};

let stems: ReadonlySet<string> | undefined;

/** `aws:ResourceTag`, with or without the slash, and nothing behind. */
export function lacksTagKey(name: string): boolean {
  stems ??= new Set(conditionKeys().flatMap((key) => /^(.*)\/\$\{/.exec(key.name.toLowerCase())?.[1] ?? []));
  return stems.has(name.toLowerCase().replace(/\/$/, ''));
}

import type { Change } from '../../fixes/fix';
import { minified } from '../../refactor/minify';
import { mergedStatements } from '../../refactor/mergeStatements';
import { applyEdits } from '../../fixes/fix';
import { parsePolicy } from '../../parse';
import { policyLimits } from '../../vocabulary/limits';
import { kmsLink } from '../parts/links';
import { openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

export const tooLarge: Rule = {
  code: 'KMS_POLICY_TOO_LARGE',
  severity: 'error',
  summary: 'The policy is larger than KMS takes.',
  link: kmsLink('resource-limits'),
  *check(policy) {
    const { document, text } = policy;
    // No character of UTF-16 has more than three bytes in UTF-8.
    if (document.embedded || !document.root || text.length * 3 <= policyLimits.maxBytes) return;
    const size = sizeOf(text);
    if (size <= policyLimits.maxBytes) return;
    const message = `The policy has ${size} bytes, and KMS takes ${policyLimits.maxBytes}. Merge statements, use wildcards in actions, or save it without white space.`;
    yield { span: openingOf(document.root), message, fixes };

    function fixes(): Change[] {
      if (document.problems.length > 0) return [];
      const merged = mergedStatements(policy);
      const after = merged ? applyEdits(text, merged.edits) : text;
      const small: Change[] = merged && sizeOf(after) <= policyLimits.maxBytes ? [merged] : [];
      const flat = minified(parsePolicy(text));
      if (flat && sizeOf(applyEdits(text, flat.edits)) <= policyLimits.maxBytes) small.push(flat);
      return small;
    }
  },
};

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

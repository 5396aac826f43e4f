import type { ConditionFacts, PolicyFacts } from '../../facts';
import { removeMember, replaceValue } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** IAM does not tell `kms:ViaService` from `kms:viaservice`. */
export const duplicateConditionKey: Rule = {
  code: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
  severity: 'error',
  summary: 'A condition key is twice under the same operator, in different case.',
  link: analyzerLink('error', 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE'),
  *check(policy) {
    for (const { conditions } of policy.statements) {
      const seen = new Map<string, ConditionFacts>();
      for (const condition of conditions) {
        const id = `${condition.block.span.start} ${condition.name.toLowerCase()}`;
        const first = seen.get(id);
        if (first && first.name !== condition.name) {
          const message = `${show(condition.name)} and ${show(first.name)} are the same condition key. Write it once, with all values in a list.`;
          yield { span: condition.member.key.span, message, fixes: () => merge(policy, first, condition) };
        } else seen.set(id, condition);
      }
    }
  },
};

function merge({ text }: PolicyFacts, first: ConditionFacts, second: ConditionFacts): Change[] {
  const all = [...first.values, ...second.values];
  const strings = all.flatMap((value) => (value.kind === 'string' ? value.value : []));
  if (!first.member.value || second.block.value?.kind !== 'object' || strings.length < all.length) return [];
  const values = [...new Set(strings)];
  const [only = ''] = values;
  const edits = [
    replaceValue(text, first.member.value, values.length === 1 ? only : values),
    removeMember(text, second.block.value, second.member),
  ];
  return [{ title: `Put all values under ${show(first.name)}`, edits }];
}

import { operatorWith } from '../../fixes/conditions';
import { operatorFix } from '../parts/entries';
import type { Change } from '../../fixes/fix';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const missingQualifier: Rule = {
  code: 'KMS_MULTIVALUED_KEY_WITHOUT_QUALIFIER',
  severity: 'error',
  summary: 'A condition key of several values needs ForAllValues or ForAnyValue.',
  link: analyzerLink('error', 'MISSING_QUALIFIER'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const condition of statement.conditions) {
        const { operator, found, member, name } = condition;
        if (!found?.key.multivalued || !operator || operator.qualifier) continue;
        if (operator.operator.family === 'Null') continue;
        const fixes = (): Change[] =>
          (['ForAnyValue', 'ForAllValues'] as const).flatMap((qualifier) =>
            operatorFix(policy, statement, condition, operatorWith(operator, { qualifier })),
          );
        const message = `A request has several values of ${show(name)}: write "ForAnyValue:${operator.operator.name}" (one of them must match) or "ForAllValues:${operator.operator.name}" (all of them must).`;
        yield { span: member.key.span, message, fixes };
      }
    }
  },
};

import type { ConditionFacts } from '../../facts';
import { operatorWith } from '../../fixes/conditions';
import { operatorFix } from '../parts/entries';
import { findOperator, operatorSuits } from '../../vocabulary/operators';
import type { Operator } from '../../vocabulary/operators';
import type { ConditionKeyType } from '../../vocabulary/conditionKey';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const typeMismatch: Rule = {
  code: 'TYPE_MISMATCH',
  severity: 'warning',
  summary: "The operator does not fit the type of the condition key's values.",
  link: analyzerLink('general-warning', 'TYPE_MISMATCH'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const condition of statement.conditions) {
        const { operator, found, block, name } = condition;
        if (!operator || !found || operatorSuits(operator.operator, found.key)) continue;
        const suitable = suitableName(operator.operator, found.key.type, condition);
        const wanted = operatorWith(operator, { name: suitable });
        const message = `${show(name)} holds ${kinds[found.key.type]}: use ${show(wanted)} instead of ${show(block.key.value)}.`;
        yield {
          span: block.key.span,
          message,
          fixes: () => (findOperator(wanted) ? operatorFix(policy, statement, condition, wanted) : []),
        };
      }
    }
  },
};

const kinds: Record<ConditionKeyType, string> = {
  String: 'text',
  Bool: 'true or false',
  Numeric: 'a number',
  Date: 'a date',
  ARN: 'an ARN',
  IPAddress: 'an address',
};

/** For each type the operator that asks for equality, and its negation where there is one. */
const equality: Record<ConditionKeyType, readonly [string, string]> = {
  String: ['StringEquals', 'StringNotEquals'],
  Bool: ['Bool', 'Bool'],
  Numeric: ['NumericEquals', 'NumericNotEquals'],
  Date: ['DateEquals', 'DateNotEquals'],
  ARN: ['ArnLike', 'ArnNotLike'],
  IPAddress: ['IpAddress', 'NotIpAddress'],
};

function suitableName(operator: Operator, type: ConditionKeyType, { values }: ConditionFacts): string {
  const [relation] = /(?:Less|Greater)Than(?:Equals)?$/.exec(operator.name) ?? [];
  if (relation !== undefined && (type === 'Numeric' || type === 'Date')) return type + relation;
  const [equals, differs] = equality[type];
  const name = operator.negated ? differs : equals;
  const wild = values.some((value) => value.kind === 'string' && /[*?]/.test(value.value));
  return type === 'String' && wild ? name.replace('Equals', 'Like') : name;
}

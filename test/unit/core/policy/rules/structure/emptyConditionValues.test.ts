import { emptyConditionValues } from '../../../../../../src/core/policy/rules/structure/emptyConditionValues';
import { condition, delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(emptyConditionValues, {
  finds: [
    {
      when: 'a condition that never holds',
      policy: policyOf([
        delegation,
        statementWith({ Condition: condition('StringEquals', 'kms:ViaService', '«[]»') }),
      ]),
      fixed: policyOf([delegation]),
      says: /never holds/,
    },
    {
      when: 'a condition that always holds',
      policy: policyWith({ Condition: condition('StringNotEquals', 'kms:ViaService', '«[]»') }),
      fixed: policyWith({}),
      says: /always holds/,
    },
    {
      when: 'one with a qualifier, and leaves it to the reader',
      policy: policyWith({ Condition: condition('ForAllValues:StringEquals', 'aws:TagKeys', '«[]»') }),
    },
  ],
  passes: [
    {
      when: 'a list with a value',
      policy: policyWith({ Condition: condition('StringEquals', 'kms:ViaService', '["x"]') }),
    },
  ],
});

import { invalidOperator } from '../../../../../../src/core/policy/rules/conditions/invalidOperator';
import { condition, describeRule, policyWith } from '../describeRule';

describeRule(invalidOperator, {
  finds: [
    {
      when: 'the name of another language',
      policy: policyWith({ Condition: condition('«"Boolean"»', 'kms:ViaService', '"x"') }),
      fixed: policyWith({ Condition: condition('Bool', 'kms:ViaService', '"x"') }),
    },
    {
      when: 'a name that says what is intended',
      policy: policyWith({
        Condition: condition('«"ForAnyValue:StringContainsIfExists"»', 'kms:ViaService', '"x"'),
      }),
      fixed: policyWith({ Condition: condition('ForAnyValue:StringLikeIfExists', 'kms:ViaService', '"x"') }),
    },
    {
      when: 'a name that JavaScript knows',
      policy: policyWith({ Condition: condition('«"constructor"»', 'kms:ViaService', '"x"') }),
    },
    {
      when: 'a misspelt operator',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"StringEqual"»', 'kms:ViaService', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringEquals', 'kms:ViaService', '"x"'),
      }),
    },
    {
      when: 'a misspelt qualifier',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"ForAnyValues:StringLike"»', 'aws:TagKeys', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ForAnyValue:StringLike', 'aws:TagKeys', '"x"'),
      }),
    },
    {
      when: 'a misspelt operator with a suffix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('«"StringLikesIfExists"»', 'kms:ViaService', '"x"'),
      }),
      fixed: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('StringLikeIfExists', 'kms:ViaService', '"x"'),
      }),
    },
    {
      when: 'one whose right name is there already',
      policy: policyWith({
        Condition:
          '{ "StringEquals": { "kms:CallerAccount": "1" }, «"StringEqual"»: { "kms:ViaService": "x" } }',
      }),
      fixed: policyWith({
        Condition: '{ "StringEquals": { "kms:CallerAccount": "1", "kms:ViaService": "x" } }',
      }),
    },
  ],
  passes: [
    {
      when: 'an operator with qualifier and suffix',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('ForAllValues:StringNotLikeIfExists', 'aws:TagKeys', '"x"'),
      }),
    },
    {
      when: 'an operator in other case',
      policy: policyWith({
        Action: '"kms:Decrypt"',
        Condition: condition('stringequals', 'kms:ViaService', '"x"'),
      }),
    },
  ],
});

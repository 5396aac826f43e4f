import { duplicateConditionKey } from '../../../../../../src/core/policy/rules/conditions/duplicateConditionKey';
import { describeRule, policyWith } from '../describeRule';

describeRule(duplicateConditionKey, {
  finds: [
    {
      when: 'the same key in other case',
      policy: policyWith({
        Condition: '{ "StringEquals": { "kms:ViaService": "x", «"kms:viaservice"»: "y" } }',
      }),
      fixed: policyWith({ Condition: '{ "StringEquals": { "kms:ViaService": ["x", "y"] } }' }),
    },
  ],
  passes: [
    {
      when: 'the same key under another operator',
      policy: policyWith({
        Condition: '{ "StringEquals": { "kms:ViaService": "x" }, "StringLike": { "kms:viaservice": "y" } }',
      }),
    },
  ],
});

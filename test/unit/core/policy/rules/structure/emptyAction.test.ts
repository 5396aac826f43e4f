import { emptyAction } from '../../../../../../src/core/policy/rules/structure/emptyAction';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(emptyAction, {
  finds: [
    {
      when: 'an empty list',
      policy: policyOf([delegation, statementWith({ Action: '«[]»' })]),
      fixed: policyOf([delegation]),
    },
  ],
  passes: [
    { when: 'a list', policy: policyWith({ Action: '["kms:Decrypt"]' }) },
    { when: 'a list that is not finished', policy: '{"Statement": [{"Action": [' },
  ],
});

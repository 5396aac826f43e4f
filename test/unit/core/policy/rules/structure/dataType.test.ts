import { dataType } from '../../../../../../src/core/policy/rules/structure/dataType';
import { describeRule, policyWith, statementWith } from '../describeRule';

describeRule(dataType, {
  finds: [
    { when: 'a policy that is a list', policy: '«[]»', says: /A policy is a list here; write an object/ },
    { when: 'a number as Version', policy: '{"Version": «2012», "Statement": []}' },
    { when: 'a string as Statement', policy: '{"Statement": «"x"»}' },
    { when: 'a statement that is a string', policy: '{"Statement": [«"x"»]}' },
    { when: 'an object as Action', policy: policyWith({ Action: '«{}»' }) },
    { when: 'null in a list of actions', policy: policyWith({ Action: '["kms:Encrypt", «null»]' }) },
    { when: 'a list as Principal', policy: policyWith({ Principal: '«["*"]»' }) },
    { when: 'a string as Condition', policy: policyWith({ Condition: '«"x"»' }) },
    { when: 'a string under an operator', policy: policyWith({ Condition: '{ "Bool": «"true"» }' }) },
    {
      when: 'an object as the value of a condition',
      policy: policyWith({ Condition: '{ "Bool": { "aws:SecureTransport": «{}» } }' }),
    },
  ],
  passes: [
    { when: 'one string or a list of them', policy: policyWith({ Action: '["kms:Encrypt"]' }) },
    { when: 'one statement that is not in a list', policy: `{"Statement": ${statementWith({})}}` },
    {
      when: 'numbers and booleans in conditions',
      policy: policyWith({ Condition: '{ "Bool": { "aws:SecureTransport": true } }' }),
    },
  ],
});

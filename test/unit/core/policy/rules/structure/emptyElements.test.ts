import { emptyElements } from '../../../../../../src/core/policy/rules/structure/emptyElements';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(emptyElements.EMPTY_ARRAY_ACTION, {
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

describeRule(emptyElements.EMPTY_ARRAY_PRINCIPAL, {
  finds: [
    {
      when: 'an empty list',
      policy: policyOf([delegation, statementWith({ Principal: '{ "AWS": «[]» }' })]),
      fixed: policyOf([delegation]),
    },
  ],
  passes: [{ when: 'a list', policy: policyWith({ Principal: '{ "AWS": ["*"] }' }) }],
});

describeRule(emptyElements.EMPTY_OBJECT_PRINCIPAL, {
  finds: [
    {
      when: 'an empty object',
      policy: policyOf([delegation, statementWith({ Principal: '«{}»' })]),
      fixed: policyOf([delegation]),
    },
  ],
  passes: [
    { when: 'an object', policy: policyWith({}) },
    { when: 'an object that is not finished', policy: '{"Statement": [{"Principal": {' },
  ],
});

describeRule(emptyElements.EMPTY_ARRAY_RESOURCE, {
  finds: [
    {
      when: 'an empty list',
      policy: policyWith({ Resource: '«[]»' }),
      fixed: policyWith({ Resource: '"*"' }),
    },
  ],
  passes: [{ when: 'a list', policy: policyWith({ Resource: '["*"]' }) }],
});

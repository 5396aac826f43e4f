import { emptyPrincipalObject } from '../../../../../../src/core/policy/rules/structure/emptyPrincipalObject';
import { delegation, describeRule, policyOf, policyWith, statementWith } from '../describeRule';

describeRule(emptyPrincipalObject, {
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

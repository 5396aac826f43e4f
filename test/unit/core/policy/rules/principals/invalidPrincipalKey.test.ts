import { invalidPrincipalKey } from '../../../../../../src/core/policy/rules/principals/invalidPrincipalKey';
import { describeRule, policyWith } from '../describeRule';

describeRule(invalidPrincipalKey, {
  finds: [
    {
      when: 'a misspelt key',
      policy: policyWith({ Principal: '{ «"Servce"»: "sns.amazonaws.com" }' }),
      fixed: policyWith({ Principal: '{ "Service": "sns.amazonaws.com" }' }),
    },
    {
      when: 'a key in lower case',
      policy: policyWith({ Principal: '{ «"aws"»: "*" }' }),
      fixed: policyWith({ Principal: '{ "AWS": "*" }' }),
    },
  ],
  passes: [
    {
      when: 'all kinds that there are',
      policy: policyWith({
        Principal: '{ "AWS": "*", "Service": "x", "Federated": "y", "CanonicalUser": "z" }',
      }),
    },
  ],
});

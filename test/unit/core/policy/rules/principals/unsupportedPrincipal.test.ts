import { unsupportedPrincipal } from '../../../../../../src/core/policy/rules/principals/unsupportedPrincipal';
import { describeRule, policyWith } from '../describeRule';

describeRule(unsupportedPrincipal, {
  finds: [
    {
      when: 'a group',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:iam::111122223333:group/Admins"» }' }),
    },
    {
      when: 'a federated principal',
      policy: policyWith({ Principal: '{ «"Federated"»: "cognito-identity.amazonaws.com" }' }),
    },
    { when: 'a canonical user', policy: policyWith({ Principal: '{ «"CanonicalUser"»: "79a5" }' }) },
  ],
  passes: [
    {
      when: 'a user whose name says group',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:user/group/x" }' }),
    },
  ],
});

import { redundantPrincipal } from '../../../../../../src/core/policy/rules/principals/redundantPrincipal';
import { describeRule, policyWith } from '../describeRule';

const account = 'arn:aws:iam::111122223333:root';
const app = 'arn:aws:iam::111122223333:role/App';

describeRule(redundantPrincipal, {
  finds: [
    {
      when: 'an account by its id and by its ARN',
      policy: policyWith({ Principal: `{ "AWS": ["111122223333", «"${account}"»] }` }),
      fixed: policyWith({ Principal: '{ "AWS": ["111122223333"] }' }),
      says: /as "111122223333"/,
    },
    {
      when: 'a role twice',
      policy: policyWith({ Principal: `{ "AWS": ["${app}", "${account}", «"${app}"»] }` }),
      fixed: policyWith({ Principal: `{ "AWS": ["${app}", "${account}"] }` }),
    },
  ],
  passes: [
    {
      when: 'a role beside its account',
      policy: policyWith({ Principal: `{ "AWS": ["${app}", "${account}"] }` }),
    },
    {
      when: 'two accounts',
      policy: policyWith({ Principal: '{ "AWS": ["111122223333", "444455556666"] }' }),
    },
  ],
});

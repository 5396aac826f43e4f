import { unknownPrincipal } from '../../../../../../src/core/policy/rules/principals/unknownPrincipal';
import { describeRule, policyWith } from '../describeRule';

describeRule(unknownPrincipal, {
  finds: [
    {
      when: 'a role without its path',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:iam::111122223333:role/teem/App"» }' }),
      fixed: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/team/App" }' }),
      known: {
        principals: new Map([['111122223333', new Set(['arn:aws:iam::111122223333:role/team/App'])]]),
      },
    },
    {
      when: 'a session of a role that is not there',
      policy: policyWith({ Principal: '{ "AWS": «"arn:aws:sts::111122223333:assumed-role/Nobody/me"» }' }),
      known: {
        principals: new Map([['111122223333', new Set(['arn:aws:iam::111122223333:role/team/App'])]]),
      },
    },
  ],
  passes: [
    {
      when: 'a role that is there',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/team/App" }' }),
      known: {
        principals: new Map([['111122223333', new Set(['arn:aws:iam::111122223333:role/team/App'])]]),
      },
    },
    {
      when: 'a session of a role that is there',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws:sts::111122223333:assumed-role/App/me" }' }),
      known: {
        principals: new Map([['111122223333', new Set(['arn:aws:iam::111122223333:role/team/App'])]]),
      },
    },
    {
      when: 'a role of an account that is not known',
      policy: policyWith({ Principal: '{ "AWS": "arn:aws:iam::444455556666:role/App" }' }),
      known: {
        principals: new Map([['111122223333', new Set(['arn:aws:iam::111122223333:role/team/App'])]]),
      },
    },
    {
      when: 'the account itself',
      policy: policyWith({ Principal: '{ "AWS": "111122223333" }' }),
      known: {
        principals: new Map([['111122223333', new Set(['arn:aws:iam::111122223333:role/team/App'])]]),
      },
    },
  ],
});

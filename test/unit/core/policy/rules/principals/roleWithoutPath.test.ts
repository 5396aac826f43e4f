import { roleWithoutPath } from '../../../../../../src/core/policy/rules/principals/roleWithoutPath';
import { describeRule, policyWith } from '../describeRule';

const named = (role: string, element = 'Principal'): string =>
  policyWith({ Principal: undefined, [element]: `{ "AWS": ["111122223333", ${role}] }` });
const arn = (path: string): string => `"arn:aws:iam::111122223333:role/${path}"`;
const admin = 'AWSReservedSSO_Admin_0123456789abcdef';
const scaling = 'AWSServiceRoleForAutoScaling';
const full = `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/${admin}`;

describeRule(roleWithoutPath, {
  finds: [
    {
      when: 'a role of IAM Identity Center without its path',
      policy: named(`«${arn(admin)}»`),
      says: /role\/aws-reserved\/sso\.amazonaws\.com\/\[<region>\/\]AWSReservedSSO_Admin_0123456789abcdef;/,
    },
    {
      when: 'a service-linked role without its path',
      policy: named(`«${arn(scaling)}»`),
      says: /role\/aws-service-role\/<service>\.amazonaws\.com\/AWSServiceRoleForAutoScaling;/,
    },
    { when: 'one that is excepted', policy: named(`«${arn(scaling)}»`, 'NotPrincipal') },
    {
      when: 'one of China',
      policy: named(`«"arn:aws-cn:iam::111122223333:role/${admin}"»`),
    },
    { when: 'half of the path', policy: named(`«${arn(`aws-reserved/${admin}`)}»`) },
    {
      when: 'the service alone for a path',
      policy: named(`«${arn(`autoscaling.amazonaws.com/${scaling}`)}»`),
    },
    {
      when: 'one whose ARN is known',
      policy: named(`«${arn(admin)}»`),
      known: { principals: new Map([['111122223333', new Set([full])]]) },
      fixed: named(`"${full}"`),
    },
  ],
  passes: [
    {
      when: 'a role of IAM Identity Center of us-east-1',
      policy: named(arn(`aws-reserved/sso.amazonaws.com/${admin}`)),
    },
    { when: 'one of another Region', policy: named(`"${full}"`) },
    {
      when: 'a service-linked role with its path',
      policy: named(arn(`aws-service-role/autoscaling.amazonaws.com/${scaling}`)),
    },
    {
      when: 'a session, whose ARN never has the path',
      policy: named(`"arn:aws:sts::111122223333:assumed-role/${admin}/alice"`),
    },
    { when: 'a role whose name only contains it', policy: named(arn(`My${scaling}`)) },
    { when: "a role under a path of the account's own", policy: named(arn(`team/${scaling}`)) },
  ],
});

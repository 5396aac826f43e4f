import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/**
 * Services that never call KMS as themselves, with the service-linked role that does. Sources: EC2 Auto Scaling user
 * guide, "Required KMS key policy for use with encrypted volumes"; EC2 user guide, "Grant access to customer managed
 * keys for use with encrypted AMIs and EBS snapshots" (for EC2 Fleet, Spot Fleet and Spot Instances).
 */
const roles: ReadonlyMap<string, string> = new Map([
  ['autoscaling.amazonaws.com', 'autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'],
  ['ec2fleet.amazonaws.com', 'ec2fleet.amazonaws.com/AWSServiceRoleForEC2Fleet'],
  ['spotfleet.amazonaws.com', 'spotfleet.amazonaws.com/AWSServiceRoleForEC2SpotFleet'],
  ['spot.amazonaws.com', 'spot.amazonaws.com/AWSServiceRoleForEC2Spot'],
]);

/** The service-linked role, with its path, that calls KMS in the place of a service. */
export function roleUsedBy(service: string): string | undefined {
  const role = roles.get(service.toLowerCase());
  return role === undefined ? undefined : `role/aws-service-role/${role}`;
}

/** A statement for such a service does nothing. */
export const serviceUsesRole: Rule = {
  code: 'KMS_SERVICE_USES_ROLE',
  severity: 'warning',
  summary: 'The service calls KMS with its service-linked role, never as itself.',
  link: kmsLink('key-policy-overview'),
  *check({ statements }) {
    for (const { principals } of statements) {
      for (const { type, value } of principals) {
        const role = type === 'Service' ? roleUsedBy(value.value) : undefined;
        if (role === undefined) continue;
        const message = `${show(value.value)} does nothing here: the service calls KMS with its service-linked role. Name arn:aws:iam::<account>:${role} under "AWS", and allow it kms:CreateGrant with kms:GrantIsForAWSResource.`;
        yield { span: value.span, message };
      }
    }
  },
};

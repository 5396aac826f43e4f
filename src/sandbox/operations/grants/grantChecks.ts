import { parseArn } from '../../../core/arn';
import { constraintLimits, grantedKind, isGrantable } from '../../../core/kms/grants';
import type { KeyRecord } from '../../../generated/sandbox-state';
import { AwsError, invalid } from '../../errors';
import type { IamDirectory } from '../../identities/directory';
import type { Input } from '../../protocol/inputs';

type GrantInput = Input<'CreateGrant'>;

/** Throws where the parameters contradict each other, whatever the key. */
export function checkGrantInput(input: GrantInput, iam: IamDirectory): void {
  exactlyOne(input.GranteePrincipal, input.GranteeServicePrincipal, 'GranteePrincipal');
  if (input.RetiringPrincipal !== undefined && input.RetiringServicePrincipal !== undefined)
    throw invalid('You can specify either RetiringPrincipal or RetiringServicePrincipal, but not both.');
  for (const principal of [input.GranteePrincipal, input.RetiringPrincipal])
    if (principal !== undefined) checkPrincipal(principal, iam);
  for (const service of [input.GranteeServicePrincipal, input.RetiringServicePrincipal])
    if (service !== undefined) checkService(service);
  if (input.Operations.length === 0)
    throw invalid(
      "1 validation error detected: Value at 'operations' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  if (input.Operations.every((operation) => operation === 'CreateGrant'))
    throw invalid('Grants must not contain only the CreateGrant operation.');
  checkServiceGrant(input);
  checkConstraints(input.Constraints);
}

/** Throws where the key has no such operations or knows no encryption context. */
export function checkGrantFits(input: GrantInput, key: KeyRecord): void {
  const wrong = input.Operations.filter(
    (operation) => !isGrantable(operation, { usage: key.usage, kind: grantedKind(key.spec) }),
  );
  if (wrong.length > 0)
    throw invalid(
      `Grant operations [${wrong.join(', ')}] are not supported by key usage ${key.usage} and key spec ${key.spec}.`,
    );
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset } = input.Constraints ?? {};
  if ((equals ?? subset) && key.spec !== 'SYMMETRIC_DEFAULT')
    throw invalid(
      'Encryption context grant constraints are supported only by symmetric encryption KMS keys.',
    );
}

/** ListRetirableGrants: one of the two, never both and never none. */
export function exactlyOne(principal: string | undefined, service: string | undefined, name: string): void {
  if ((principal === undefined) === (service === undefined)) {
    const serviceName = name.replace('Principal', 'ServicePrincipal');
    throw invalid(`You must specify either ${name} or ${serviceName}, but not both.`);
  }
}

/**
 * Throws InvalidArnException unless the name can be a principal, and is one in accounts that the sandbox has. Services
 * count, too: the documentation of CreateGrant speaks of ARNs only, but KMS takes `dynamodb.us-west-1.amazonaws.com`
 * (Terraform's acceptance test TestAccKMSGrant_service runs against AWS).
 */
export function checkPrincipal(principal: string, iam: IamDirectory): void {
  if (!isPrincipal(principal, iam))
    throw new AwsError('InvalidArnException', `ARN does not refer to a valid principal: ${principal}`);
}

function isPrincipal(principal: string, iam: IamDirectory): boolean {
  if (/^\d{12}$/u.test(principal) || isService(principal)) return true;
  const arn = parseArn(principal);
  if (!arn || !/^\d{12}$/u.test(arn.account)) return false;
  if (arn.service === 'sts') return /^(assumed-role\/[^/]+\/[^/]+|federated-user\/.+)$/u.test(arn.resource);
  if (arn.service !== 'iam') return false;
  if (arn.resource === 'root') return true;
  if (!/^(user|role)\/./u.test(arn.resource)) return false;
  return !iam.knowsAllOf(arn.account) || iam.principal(principal) !== undefined;
}

/** Is it the name of a service, `logs.eu-west-1.amazonaws.com`? */
export function isService(name: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/u.test(name);
}

function checkService(service: string): void {
  if (!isService(service)) throw invalid(`${service} is not a valid service principal.`);
}

/** A service gets a grant only for one resource, and somebody must be able to take it back. */
function checkServiceGrant(input: GrantInput): void {
  if (input.GranteeServicePrincipal === undefined) return;
  if (input.Constraints?.SourceArn === undefined)
    throw invalid('You must specify a SourceArn grant constraint with GranteeServicePrincipal.');
  if (input.RetiringPrincipal === undefined && input.RetiringServicePrincipal === undefined)
    throw invalid(
      'You must specify either RetiringPrincipal or RetiringServicePrincipal with GranteeServicePrincipal.',
    );
}

function checkConstraints(constraints: GrantInput['Constraints']): void {
  if (!constraints) return;
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset, SourceArn: source } = constraints;
  if (equals && subset) throw invalid('More than one constraint supplied');
  for (const pairs of [equals, subset]) {
    if (!pairs) continue;
    if (Object.keys(pairs).length > constraintLimits.contextPairs)
      throw invalid(
        `A grant constraint can include up to ${constraintLimits.contextPairs} encryption context pairs.`,
      );
    if (Object.values(pairs).some((value) => value.length > constraintLimits.contextValueCharacters))
      throw invalid(
        `The encryption context value in a grant constraint cannot exceed ${constraintLimits.contextValueCharacters} characters.`,
      );
  }
  if (source !== undefined && !parseArn(source))
    throw new AwsError('InvalidArnException', `${source} is not a valid ARN`);
}

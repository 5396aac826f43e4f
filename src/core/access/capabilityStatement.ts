import type { Capability } from './capabilities';
import { actionsOf } from './capabilities';
import { isEventBridge } from '../policy/rules/principals/sourceKeyNotSent';
import { identityOf } from './identity';
import { notProposable } from './proposal';
import { adviceOnRolePath } from './rolePaths';
import type { SurveyInput } from './surveyInput';
import { principalArnOf } from './situation';

/** A statement that gives somebody a whole capability. */
export interface CapabilityStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: { AWS: string } | { Service: string };
  Action: string[];
  Resource: '*';
  Condition?: Record<string, Record<string, string>>;
}

const verbs: Readonly<Record<Capability, string>> = {
  administer: 'administration',
  use: 'use',
  grant: 'grants',
  delete: 'deletion',
};

/**
 * The statement of the key policy that is missing for a cell of the survey. Services are tied to the key's
 * account, so that nobody else can make them use the key; grants are for AWS services, as in the console.
 * @param missing the actions that the principal lacks; the whole capability where absent
 */
export function capabilityStatement(
  principal: string,
  capability: Capability,
  input: Pick<SurveyInput, 'key' | 'keyAccount'>,
  missing?: readonly string[],
): { statement: CapabilityStatement } | { refused: string } {
  if (principal === '*') return { refused: 'A statement for everybody is nothing to advise.' };
  const identity = identityOf({ principal });
  const service = identity.type === 'Service';
  const condition =
    service && !isEventBridge(identity.arn)
      ? { StringEquals: { 'aws:SourceAccount': input.keyAccount } }
      : capability === 'grant'
        ? { Bool: { 'kms:GrantIsForAWSResource': 'true' } }
        : undefined;
  const statement: CapabilityStatement = {
    Sid: `Allow ${verbs[capability]} by ${identity.name ?? identity.account ?? identity.arn}`,
    Effect: 'Allow',
    Principal: service ? { Service: identity.arn } : { AWS: principalArnOf(identity) ?? principal },
    Action: [...(missing ?? actionsOf(capability, input.key))],
    Resource: '*',
    ...(condition !== undefined && { Condition: condition }),
  };
  const refused = notProposable('key-policy', statement);
  return refused === undefined ? { statement } : { refused: adviceOnRolePath(principal) ?? refused };
}

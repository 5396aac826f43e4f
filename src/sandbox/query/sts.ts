import { compilePolicy } from '../../core/access/compilePolicy';
import { evaluate } from '../../core/access/evaluate';
import { AwsError } from '../errors';
import type { IamPrincipal } from '../identities/directory';
import { newAccessKey } from '../identities/identities';
import type { Session } from '../identities/sessions';
import type { QueryCall, QueryService } from './contract';
import { integer, invalidParameter, text } from './parameters';

const seconds = { min: 900, max: 43_200, default: 3600 };

export const sts: QueryService = {
  name: 'sts',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: {
    GetCallerIdentity: ({ caller }) => ({
      UserId: caller.userId,
      Account: caller.accountId,
      Arn: caller.arn,
    }),
    AssumeRole: assumeRole,
  },
};

function assumeRole(call: QueryCall): object {
  const { parameters, identities, sessions, now } = call;
  const roleArn = text(parameters, 'RoleArn', 20, 2048);
  const sessionName = text(parameters, 'RoleSessionName', 2, 64);
  if (!/^[\w+=,.@-]*$/.test(sessionName))
    throw invalidParameter(
      'RoleSessionName',
      sessionName,
      'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
    );
  const duration = integer(parameters, 'DurationSeconds', seconds);
  const role = identities.iam.principal(roleArn);
  if (role?.kind !== 'role' || !mayAssume(call, role))
    throw new AwsError(
      'AccessDenied',
      `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      403,
    );
  const key = newAccessKey('ASIA');
  const session: Session = {
    ...key,
    roleArn,
    sessionName,
    expires: now + duration * 1000,
    sessionPolicies: sessionPolicies(call),
  };
  return {
    Credentials: {
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: sessions.tokenOf(session),
      Expiration: new Date(session.expires),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    },
    PackedPolicySize: 0,
  };
}

/** The trust policy has to allow the caller; across accounts and for a trusted account, their IAM policies as well. */
function mayAssume({ caller, identities }: QueryCall, role: IamPrincipal): boolean {
  if (caller.arn.endsWith(':root')) return caller.accountId === role.accountId;
  const principal = identities.iam.principal(caller.principalArn);
  const request = {
    principal: caller.arn,
    principalAccount: caller.accountId,
    principalId: caller.userId,
    action: 'sts:AssumeRole',
    resource: role.arn,
    identityPolicies: principal?.policies ?? [],
  };
  const inOwnAccount = { ...request, keyAccount: caller.accountId };
  const identitySide = evaluate({
    ...inOwnAccount,
    keyPolicy: identities.iam.leftToIam(caller.accountId),
  }).decision;
  const together =
    role.compiledTrust && evaluate({ ...inOwnAccount, keyPolicy: role.compiledTrust }).decision;
  return together === 'Allowed' && (role.accountId === caller.accountId || identitySide === 'Allowed');
}

function sessionPolicies({ parameters, identities }: QueryCall): string[] {
  const inline = parameters.get('Policy');
  const arns = [...parameters].flatMap(([name, value]) =>
    /^PolicyArns\.member\.\d+\.arn$/.test(name) ? [value] : [],
  );
  const managed = arns.map((arn) =>
    JSON.stringify(identities.iam.managedPolicy(arn)?.document ?? { Statement: [] }),
  );
  const policies = inline === null ? managed : [inline, ...managed];
  try {
    for (const policy of policies) compilePolicy(policy, 'identity');
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'The policy is not in the valid JSON format.');
  }
  return policies;
}

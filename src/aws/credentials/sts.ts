import type * as Sts from '@aws-sdk/client-sts';
import { KmsError } from '../../core/errors';
import { guarded } from '../answers';
import { clientOptions } from '../clientOptions';
import { endpointDetail } from '../endpoints';
import { toKmsError } from '../errors';
import { within } from '../limits';
import { send, type InputOf } from '../sdkCall';
import type { CredentialContext, Credentials } from './context';
import { stepPatience } from './stepPatience';

/** How the role's sessions are named in CloudTrail where the profile names none. */
const sessionPrefix = 'kms-workbench';

/** A role to be assumed, as a profile or the environment describes it. */
export interface RoleRequest {
  roleArn: string;
  sessionName: string | undefined;
}

/** The further parameters of AssumeRole. */
export interface AssumeRoleRequest extends RoleRequest {
  externalId: string | undefined;
  durationSeconds: number | undefined;
  mfa?: { serial: string; code: string };
}

/** Credentials of a role, for credentials that may assume it. */
export function assumeRole(
  source: Credentials,
  role: AssumeRoleRequest,
  context: CredentialContext,
): Promise<Credentials> {
  return ask(
    'AssumeRole',
    {
      RoleArn: role.roleArn,
      RoleSessionName: sessionNameOf(role, context),
      ExternalId: role.externalId,
      DurationSeconds: role.durationSeconds,
      SerialNumber: role.mfa?.serial,
      TokenCode: role.mfa?.code,
    },
    source,
    context,
  );
}

/** Credentials of a role, for a token of an identity provider. The token is the secret: the request is not signed. */
export function assumeRoleWithToken(
  token: string,
  role: RoleRequest,
  context: CredentialContext,
): Promise<Credentials> {
  const unsigned = { accessKeyId: '', secretAccessKey: '' };
  return ask(
    'AssumeRoleWithWebIdentity',
    {
      RoleArn: role.roleArn,
      RoleSessionName: sessionNameOf(role, context),
      WebIdentityToken: token,
    },
    unsigned,
    context,
  );
}

type Assuming = 'AssumeRole' | 'AssumeRoleWithWebIdentity';

/** Asks STS with these credentials, once. */
async function ask<Operation extends Assuming>(
  operation: Operation,
  input: InputOf<typeof Sts, Operation> & { RoleArn: string },
  credentials: Credentials,
  context: CredentialContext,
): Promise<Credentials> {
  const { settings, limits, agents, stsEndpoint: endpoint } = context;
  const details = {
    operation: `sts:${operation}`,
    resource: input.RoleArn,
    region: settings.region,
    ...endpointDetail({ endpoint }),
  };
  const sdk: typeof Sts = await import('@aws-sdk/client-sts');
  const options = clientOptions({ settings, endpoint, agents, patience: stepPatience(limits) });
  const client = guarded(new sdk.STSClient({ ...options, credentials }));
  try {
    const answer: { Credentials?: Sts.Credentials | undefined } = await within(
      { ms: limits.stepMs, signal: context.signal },
      (abortSignal) => send({ sdk, client }, operation, input, abortSignal),
    );
    return credentialsOf(answer.Credentials);
  } catch (error) {
    throw toKmsError(error, details);
  } finally {
    client.destroy();
  }
}

function credentialsOf(answer: Sts.Credentials | undefined): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
    throw new KmsError('service', 'The answer holds no credentials.');
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}

function sessionNameOf(role: RoleRequest, context: CredentialContext): string {
  return role.sessionName ?? `${sessionPrefix}-${context.now()}`;
}

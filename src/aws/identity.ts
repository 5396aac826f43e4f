import type { KmsErrorDetails } from '../core/errors';
import type { Identity } from '../core/ports';
import { guarded } from './answers';
import { clientOptions } from './clientOptions';
import { stepPatience } from './credentials/stepPatience';
import { endpointDetail } from './endpoints';
import { toKmsError } from './errors';
import { required } from './required';
import { within, type Limits } from './limits';
import type { Route } from './route';

/** Asks STS whose credentials these are. */
export async function whoAmI(
  id: string,
  toSts: () => Promise<Route>,
  limits: Limits,
  signal: AbortSignal,
): Promise<Identity> {
  const details: KmsErrorDetails = { operation: 'sts:GetCallerIdentity', connection: id };
  try {
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const { endpoint, settings, credentials, agents } = await toSts();
    Object.assign(details, { region: settings.region }, endpointDetail({ endpoint }));
    // Had before the limit begins: a person may be typing a code.
    await credentials(signal);
    const options = clientOptions({ settings, endpoint, agents, patience: stepPatience(limits) });
    const client = guarded(new STSClient({ ...options, credentials: () => credentials() }));
    try {
      const answer = await within({ ms: limits.stepMs, signal }, (abortSignal) =>
        client.send(new GetCallerIdentityCommand({}), { abortSignal }),
      );
      return { accountId: required(answer.Account), arn: required(answer.Arn), userId: answer.UserId ?? '' };
    } finally {
      client.destroy();
    }
  } catch (error) {
    throw toKmsError(error, details);
  }
}

import type { Identity } from '../core/ports';
import { clientOptions } from './clientOptions';
import { stepPatience } from './credentials/stepPatience';
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
  const details = { operation: 'sts:GetCallerIdentity', connection: id };
  try {
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const { endpoint, settings, credentials, agent } = await toSts();
    // Had before the limit begins: a person may be typing a code.
    await credentials(signal);
    const client = new STSClient({
      ...clientOptions({ settings, endpoint, agent, patience: stepPatience(limits) }),
      credentials: () => credentials(),
    });
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

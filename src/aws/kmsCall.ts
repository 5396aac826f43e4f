import type * as Kms from '@aws-sdk/client-kms';
import type { KeyRef } from '../core/keys/model';
import type { Place } from '../core/ports';
import type { Clients } from './clients';
import { toKmsError } from './errors';
import { withKeyId } from './imitations';
import { within } from './limits';
import { send, type OperationOf, type SdkCall } from './sdkCall';

/** An operation of KMS. */
type KmsOperation = OperationOf<typeof Kms>;

/** A second CreateKey makes a second key, and costs a second dollar; a second CreateGrant makes a second grant. */
const notRepeatable: ReadonlySet<KmsOperation> = new Set([
  'CreateKey',
  'CreateAlias',
  'CreateGrant',
  'RotateKeyOnDemand',
  'ImportKeyMaterial',
  'ReplicateKey',
]);

/** Calls one operation of KMS somewhere. */
export type Caller = SdkCall<typeof Kms, Place | KeyRef>;

/** Sends one request; whatever goes wrong comes out as a `KmsError` that knows the operation and the key. */
export function caller(clients: Clients): Caller {
  return async (operation, input, where, signal) => {
    const details = {
      operation,
      region: where.region,
      connection: where.connection,
      ...('arn' in where ? { key: where } : {}),
    };
    /** Servers other than AWS's own are asked by key id where they do not take an ARN. */
    const otherwise = async (error: unknown, failed: typeof input): Promise<typeof input | undefined> => {
      const { endpoint } = await clients.endpointOf(where.connection, 'kms');
      if (endpoint === undefined) return undefined;
      const account = () => clients.accountOf(where.connection, signal);
      const once = notRepeatable.has(operation);
      return withKeyId({ input: failed, failure: toKmsError(error), once, account });
    };
    const work = async () => {
      try {
        signal?.throwIfAborted();
        const sdk = await import('@aws-sdk/client-kms');
        const client = await within({ signal }, () =>
          clients.kms(where, notRepeatable.has(operation), signal),
        );
        const ask = (asked: typeof input) =>
          within({ ms: clients.totalMs, signal }, (abortSignal) =>
            send({ sdk, client }, operation, asked, abortSignal),
          );
        return await ask(input).catch(async (error: unknown) => {
          const again = await otherwise(error, input);
          if (again === undefined) throw error;
          return ask(again);
        });
      } catch (error) {
        throw toKmsError(error, { ...details, ...(await clients.endpointOf(where.connection, 'kms')) });
      }
    };
    const counted = {
      service: 'kms',
      operation,
      connection: where.connection,
      region: where.region,
    } as const;
    return clients.scheduler.run(counted, work, signal).catch((error: unknown) => {
      throw toKmsError(error, details);
    });
  };
}

/** The marker of the next page, as KMS answers it. */
export function nextOf(answer: {
  Truncated?: boolean | undefined;
  NextMarker?: string | undefined;
}): string | undefined {
  return answer.Truncated ? answer.NextMarker : undefined;
}

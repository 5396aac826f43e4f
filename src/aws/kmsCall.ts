import type * as Kms from '@aws-sdk/client-kms';
import type { KeyRef } from '../core/keys/model';
import type { Page, Place } from '../core/ports';
import type { Clients } from './clients';
import { toKmsError } from './errors';
import { within } from './limits';

type Send<T> = (sdk: typeof Kms, client: Kms.KMSClient, options: { abortSignal?: AbortSignal }) => Promise<T>;

/** A second CreateKey makes a second key, and costs a second dollar. */
const notRepeatable: ReadonlySet<string> = new Set(['CreateKey', 'CreateAlias', 'RotateKeyOnDemand']);

/** Calls one operation of KMS somewhere; `operation` is its name for errors. */
export type Caller = ReturnType<typeof caller>;

/** Sends one request; whatever goes wrong comes out as a `KmsError` that knows the operation and the key. */
export function caller(clients: Clients) {
  return async <T>(
    operation: string,
    where: Place | KeyRef,
    signal: AbortSignal | undefined,
    send: Send<T>,
  ): Promise<T> => {
    const details = {
      operation,
      region: where.region,
      connection: where.connection,
      ...('arn' in where ? { key: where } : {}),
    };
    const work = async (): Promise<T> => {
      try {
        signal?.throwIfAborted();
        const sdk = await import('@aws-sdk/client-kms');
        const client = await within({ signal }, () =>
          clients.kms(where, notRepeatable.has(operation), signal),
        );
        return await within({ ms: clients.totalMs, signal }, (abortSignal) =>
          send(sdk, client, { abortSignal }),
        );
      } catch (error) {
        throw toKmsError(error, { ...details, ...(await clients.endpointOf(where.connection)) });
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

/** One page and the marker of the next; the last page has none. */
export interface MarkedPage<T> {
  items: T[];
  next: string | undefined;
}

export function nextOf(answer: {
  Truncated?: boolean | undefined;
  NextMarker?: string | undefined;
}): string | undefined {
  return answer.Truncated ? answer.NextMarker : undefined;
}

/** All pages, one at a time, asked for as they are consumed. */
export async function* paged<T>(
  fetch: (marker: string | undefined) => Promise<MarkedPage<T>>,
): AsyncGenerator<Page<T>> {
  let marker: string | undefined;
  do {
    const page = await fetch(marker);
    marker = page.next;
    yield { items: page.items, last: marker === undefined };
  } while (marker !== undefined);
}

/** All items of all pages. */
export async function all<T>(fetch: (marker: string | undefined) => Promise<MarkedPage<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of paged(fetch)) items.push(...page.items);
  return items;
}

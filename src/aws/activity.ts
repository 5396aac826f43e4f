import type { Event, LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import { readCallRecord, type CallRecord } from '../core/keys/callRecord';
import type { ActivityPort, CallsOf, Place } from '../core/ports';
import type { Clients } from './clients';
import { toKmsError } from './errors';
import { present } from './keyMetadata';
import { within } from './limits';
import { required } from './required';

/** CloudTrail answers no more at once (API reference, LookupEvents, MaxResults). */
const mostPerPage = 50;

/** The event history of CloudTrail over the AWS SDK. Needs cloudtrail:LookupEvents; a denial is told as one. */
export function awsActivity(clients: Clients): ActivityPort {
  return {
    async calls(of, after, signal) {
      const asked = {
        LookupAttributes: [attributeOf(of)],
        MaxResults: mostPerPage,
        ...present({ NextToken: after }),
      };
      const place = 'key' in of ? of.key : of.place;
      const answer = await lookUp(clients, asked, place, signal);
      return {
        calls: required(answer.Events).map(recordOf),
        ...present({ next: answer.NextToken }),
      };
    },
  };
}

/** LookupEvents takes one attribute only. */
function attributeOf(of: CallsOf): NonNullable<LookupEventsRequest['LookupAttributes']>[number] {
  return 'key' in of
    ? { AttributeKey: 'ResourceName', AttributeValue: of.key.arn }
    : { AttributeKey: 'EventSource', AttributeValue: 'kms.amazonaws.com' };
}

function recordOf({ EventId, EventName, EventTime, ...event }: Event): CallRecord {
  return readCallRecord({
    id: required(EventId),
    time: required(EventTime).getTime(),
    operation: required(EventName),
    ...present({ user: event.Username }),
    keyArns: (event.Resources ?? []).flatMap(({ ResourceName }) => ResourceName ?? []),
    record: event.CloudTrailEvent ?? '',
  });
}

function lookUp(
  clients: Clients,
  input: LookupEventsRequest,
  { connection, region }: Place,
  signal: AbortSignal | undefined,
): Promise<LookupEventsResponse> {
  const details = { operation: 'cloudtrail:LookupEvents', connection, region };
  const work = async () => {
    try {
      signal?.throwIfAborted();
      const { sendLookupEvents } = await import('./cloudTrailSdk');
      const client = await within({ signal }, () => clients.cloudTrail({ connection, region }, signal));
      return await within({ ms: clients.totalMs, signal }, (abortSignal) =>
        sendLookupEvents(client, input, abortSignal),
      );
    } catch (error) {
      throw toKmsError(error, { ...details, ...(await clients.endpointOf(connection, 'cloudtrail')) });
    }
  };
  const counted = { service: 'cloudtrail', operation: 'LookupEvents', connection, region } as const;
  return clients.scheduler.run(counted, work, signal).catch((error: unknown) => {
    throw toKmsError(error, details);
  });
}

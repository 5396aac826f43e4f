import {
  CloudTrailClient,
  LookupEventsCommand,
  type CloudTrailClientConfig,
  type LookupEventsRequest,
  type LookupEventsResponse,
} from '@aws-sdk/client-cloudtrail';

// Names what is used of the SDK, so that the bundle has no more: the whole module, as `import()` takes it, is twice
// the size, for operations on trails and data stores.

/** A client of CloudTrail. */
export function newCloudTrailClient(config: CloudTrailClientConfig): CloudTrailClient {
  return new CloudTrailClient(config);
}

/** Sends one LookupEvents. */
export function sendLookupEvents(
  client: CloudTrailClient,
  input: LookupEventsRequest,
  abortSignal: AbortSignal,
): Promise<LookupEventsResponse> {
  return client.send(new LookupEventsCommand(input), { abortSignal });
}

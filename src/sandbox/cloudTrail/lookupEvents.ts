import { parseArn } from '../../core/arn';
import { AwsError } from '../errors';
import type { Caller } from '../identities/caller';
import type { CallEvent, Trail } from './trail';

const MOST_PER_PAGE = 50;
/** Operations that only read, as CloudTrail marks them. */
const READS =
  /^(Describe|Get|List|Decrypt|Encrypt|Generate|ReEncrypt|Sign|Verify|DeriveSharedSecret|Encapsulate|Decapsulate)/;

/** Does the operation change nothing? */
export function isReadOnly(operation: string): boolean {
  return READS.test(operation);
}

interface Lookup {
  LookupAttributes?: { AttributeKey?: string; AttributeValue?: string }[];
  StartTime?: number;
  EndTime?: number;
  MaxResults?: number;
  NextToken?: string;
}

/** LookupEvents over the calls the sandbox remembers, newest first. */
export function lookupEvents(body: unknown, caller: Caller, region: string, trail: Trail): object {
  const lookup = (body ?? {}) as Lookup;
  const [attribute, ...more] = lookup.LookupAttributes ?? [];
  if (more.length > 0)
    throw new AwsError('InvalidLookupAttributesException', 'You can specify only one lookup attribute.');
  if ((lookup.StartTime ?? 0) > (lookup.EndTime ?? Infinity))
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
  const limit = lookup.MaxResults ?? MOST_PER_PAGE;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_PER_PAGE)
    throw new AwsError(
      'InvalidMaxResultsException',
      `A max results value of ${limit} is invalid. Specify between 1 and 50.`,
    );
  const found = trail
    .newestFirst()
    .filter((event) => event.region === region && concerns(event, caller.accountId))
    .filter((event) => isWithin(event, lookup) && hasAttribute(event, attribute));
  const from =
    lookup.NextToken === undefined ? 0 : found.findIndex(({ eventId }) => eventId === lookup.NextToken) + 1;
  if (lookup.NextToken !== undefined && from === 0)
    throw new AwsError('InvalidNextTokenException', 'Invalid token.');
  const page = found.slice(from, from + limit);
  const last = page.at(-1);
  return {
    Events: page.map(described),
    ...(last && from + limit < found.length && { NextToken: last.eventId }),
  };
}

/** Calls of the account's people, and calls on its keys. */
function concerns(event: CallEvent, accountId: string): boolean {
  return (
    event.caller.accountId === accountId || event.keyArns.some((arn) => parseArn(arn)?.account === accountId)
  );
}

function isWithin({ time }: CallEvent, { StartTime = 0, EndTime = Infinity }: Lookup): boolean {
  return time >= StartTime * 1000 && time <= EndTime * 1000;
}

function hasAttribute(
  event: CallEvent,
  attribute: { AttributeKey?: string; AttributeValue?: string } | undefined,
): boolean {
  const value = attribute?.AttributeValue ?? '';
  switch (attribute?.AttributeKey) {
    case undefined:
      return true;
    case 'EventId':
      return event.eventId === value;
    case 'EventName':
      return event.operation === value;
    case 'ReadOnly':
      return String(isReadOnly(event.operation)) === value;
    case 'Username':
      return usernameOf(event.caller) === value;
    case 'ResourceType':
      return value === 'AWS::KMS::Key' && event.keyArns.length > 0;
    case 'ResourceName':
      return event.keyArns.includes(value);
    case 'EventSource':
      return value === 'kms.amazonaws.com';
    case 'AccessKeyId':
      return event.accessKeyId === value;
    default:
      throw new AwsError('InvalidLookupAttributesException', 'The lookup attribute is not valid.');
  }
}

function described(event: CallEvent): object {
  return {
    EventId: event.eventId,
    EventName: event.operation,
    ReadOnly: String(isReadOnly(event.operation)),
    AccessKeyId: event.accessKeyId,
    EventTime: new Date(event.time),
    EventSource: 'kms.amazonaws.com',
    Username: usernameOf(event.caller),
    Resources: event.keyArns.map((arn) => ({ ResourceType: 'AWS::KMS::Key', ResourceName: arn })),
    CloudTrailEvent: JSON.stringify(record(event)),
  };
}

/** The event as CloudTrail writes it into its log files. */
function record(event: CallEvent): object {
  const { caller } = event;
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(event),
    eventTime: secondsOf(event.time),
    eventSource: 'kms.amazonaws.com',
    eventName: event.operation,
    awsRegion: event.region,
    sourceIPAddress: event.sourceIp,
    userAgent: event.userAgent,
    ...(event.error && errorOf(event.error)),
    requestParameters: Object.keys(event.parameters ?? {}).length > 0 ? event.parameters : null,
    responseElements: null,
    requestID: event.requestId,
    eventID: event.eventId,
    readOnly: isReadOnly(event.operation),
    ...(event.keyArns.length > 0 && {
      resources: event.keyArns.map((ARN) => ({
        accountId: parseArn(ARN)?.account,
        type: 'AWS::KMS::Key',
        ARN,
      })),
    }),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: caller.accountId,
    eventCategory: 'Management',
  };
}

/** Only people have a name of their own; the session of a role names the role behind it. */
function identityOf({ caller, accessKeyId, time }: CallEvent): object {
  const { accountId } = caller;
  const who = { principalId: caller.userId, arn: caller.arn, accountId, accessKeyId };
  if (isRoot(caller)) return { type: 'Root', ...who };
  if (caller.arn === caller.principalArn) return { type: 'IAMUser', ...who, userName: usernameOf(caller) };
  const sessionIssuer = {
    type: 'Role',
    principalId: caller.userId.split(':')[0],
    arn: caller.principalArn,
    accountId,
    userName: caller.principalArn.split('/').at(-1),
  };
  const { issued = time, mfa } = caller.session ?? {};
  const attributes = { creationDate: secondsOf(issued), mfaAuthenticated: String(mfa !== undefined) };
  return { type: 'AssumedRole', ...who, sessionContext: { sessionIssuer, attributes } };
}

/** CloudTrail has names of its own for some errors. */
function errorOf({ code, text }: NonNullable<CallEvent['error']>): object {
  return {
    errorCode: code === 'AccessDeniedException' ? 'AccessDenied' : code,
    ...(text !== '' && { errorMessage: text }),
  };
}

function secondsOf(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function isRoot({ arn }: Caller): boolean {
  return arn.endsWith(':root');
}

function usernameOf(caller: Caller): string {
  return isRoot(caller) ? 'root' : (caller.arn.split('/').at(-1) ?? caller.arn);
}

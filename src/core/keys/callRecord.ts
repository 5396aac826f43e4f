import { parseArn } from '../arn';
import { isRecord } from '../json';
import { ownValue } from '../ownValue';

/** One call on KMS, as CloudTrail's event history tells of it. */
export interface CallRecord {
  id: string;
  /** Milliseconds since 1970. */
  time: number;
  operation: string;
  who: CallMaker;
  /** The AWS service that called on behalf of `who`. */
  via?: string;
  /** Absent where the call succeeded. */
  error?: { code: string; message: string };
  contexts: CallContext[];
  /** The keys that the record is filed under; a refused call is filed under none. */
  keyArns: string[];
  /** How the caller named the key: id, ARN or alias. */
  keyNamed?: string;
  /** The record itself cannot be read, so that only what the list says of it is known. */
  unread?: true;
}

export interface CallMaker {
  /** `alice`, `Deploy/session`, `s3.amazonaws.com`. */
  name: string;
  arn?: string;
}

/** An encryption context of a call; re-encryption has one for each side. */
export interface CallContext {
  side?: 'source' | 'destination';
  pairs: Readonly<Record<string, string>>;
}

/** An entry of LookupEvents: what CloudTrail says beside the record, and the record as JSON. */
export interface ListedCall {
  id: string;
  time: number;
  operation: string;
  user?: string;
  keyArns: string[];
  record: string;
}

/** Reads one entry. A record that cannot be read is told as that, never left out. Source: CloudTrail user guide, "CloudTrail record contents". */
export function readCallRecord(listed: ListedCall): CallRecord {
  const { id, time, operation, keyArns } = listed;
  const record = parsed(listed.record);
  const known = { id, time, operation, keyArns };
  if (record === undefined)
    return { ...known, who: { name: listed.user ?? 'Unknown' }, contexts: [], unread: true };
  const asked = recordIn(record, 'requestParameters');
  const identity = recordIn(record, 'userIdentity');
  const keyNamed = textIn(asked, 'keyId');
  const via = textIn(identity, 'invokedBy');
  const isOwnName = textIn(identity, 'type') === 'AWSService' || textIn(identity, 'type') === undefined;
  const code = textIn(record, 'errorCode');
  return {
    ...known,
    who: makerOf(identity, listed.user),
    ...(via !== undefined && !isOwnName && { via }),
    ...(code !== undefined && { error: { code, message: textIn(record, 'errorMessage') ?? '' } }),
    contexts: contextsOf(asked),
    ...(keyNamed !== undefined && { keyNamed }),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function recordIn(value: Record<string, unknown>, name: string): Record<string, unknown> {
  const member = ownValue(value, name);
  return isRecord(member) ? member : {};
}

function textIn(value: Record<string, unknown>, name: string): string | undefined {
  const member = ownValue(value, name);
  return typeof member === 'string' && member !== '' ? member : undefined;
}

/** Source: CloudTrail user guide, "CloudTrail userIdentity element". */
function makerOf(identity: Record<string, unknown>, user: string | undefined): CallMaker {
  const arn = textIn(identity, 'arn');
  return { name: nameOf(identity, arn) ?? user ?? 'Unknown', ...(arn !== undefined && { arn }) };
}

function nameOf(identity: Record<string, unknown>, arn: string | undefined): string | undefined {
  const account = textIn(identity, 'accountId');
  switch (textIn(identity, 'type')) {
    case 'Root':
      return `Root user of ${account ?? 'the account'}`;
    case 'AWSAccount':
      return `Account ${account ?? textIn(identity, 'principalId') ?? 'unknown'}`;
    case 'AWSService':
      return textIn(identity, 'invokedBy');
    case undefined: {
      // KMS itself: rotation, deletion, expiry.
      const by = textIn(identity, 'invokedBy');
      return by === 'AWS Internal' ? 'AWS KMS' : (by ?? shortName(arn));
    }
    default:
      return textIn(identity, 'userName') ?? shortName(arn) ?? textIn(identity, 'principalId');
  }
}

/** `Deploy/session` of a role's session, the name of anybody else. */
function shortName(arn: string | undefined): string | undefined {
  const resource = parseArn(arn ?? '')?.resource;
  return resource?.startsWith('assumed-role/')
    ? resource.slice('assumed-role/'.length)
    : (resource?.split('/').at(-1) ?? arn);
}

/** Source: KMS API reference, Encrypt and ReEncrypt, in CloudTrail's spelling. */
const contextMembers: readonly (readonly [string, CallContext['side']])[] = [
  ['encryptionContext', undefined],
  ['sourceEncryptionContext', 'source'],
  ['destinationEncryptionContext', 'destination'],
];

function contextsOf(asked: Record<string, unknown>): CallContext[] {
  return contextMembers.flatMap(([member, side]) => {
    const pairs = Object.entries(recordIn(asked, member));
    if (pairs.length === 0) return [];
    const texts = pairs.map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return [
      { ...(side !== undefined && { side }), pairs: Object.fromEntries(texts) as Record<string, string> },
    ];
  });
}

import type { ErrorExplanation } from '../errorExplanation';
import { ownValue } from '../../ownValue';

type ErrorLayer = NonNullable<ErrorExplanation['layer']>;

/** One denial as a text tells it. */
export interface Denial {
  principal?: string;
  action: string;
  resource?: string;
  layer?: ErrorLayer;
  kind: ErrorExplanation['kind'];
  policyArn?: string;
  /** Callers from another account, and callers who name a key that is not there, get one and the same text. */
  hidden?: true;
}

/** How AWS names the kinds of policy (IAM user guide, troubleshoot_access-denied). */
const layers: Readonly<Record<string, ErrorLayer>> = {
  'identity-based policy': 'identity-policy',
  'resource-based policy': 'key-policy',
  'permissions boundary': 'permissions-boundary',
  'session policy': 'session-policy',
  'service control policy': 'service-control-policy',
  'resource control policy': 'resource-control-policy',
  'vpc endpoint policy': 'vpc-endpoint-policy',
};
const kinds = Object.keys(layers).join('|');

const sentence =
  /(?:(?:is|are) (?:not|un)\s?authorized|isn't authorized|(?:does not|doesn't) have (?:the )?permissions?) to (?:perform|use)(?: the)?(?: action)?:? ?/gi;
const explicit = new RegExp(`with an explicit deny in an? (${kinds})(?:: ?(arn:\\S+))?`, 'i');
const explicitlyDenied = /explicit(?:ly)? den(?:y|ied)/i;
const lacking = new RegExp(`because no (${kinds}) allows`, 'i');
const hidden =
  /the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access/i;

/** No sentence of AWS is longer than this. */
const longest = 4_000;

/** Every denial of a text, each once, in the order of the text. */
export function denialsIn(line: string): Denial[] {
  const places = [...line.matchAll(sentence)];
  const found = places.flatMap((place, index) => {
    const from = place.index + place[0].length;
    const next = places[index + 1]?.index ?? line.length;
    const denial = denialAt(
      line.slice(Math.max(0, place.index - longest), place.index),
      line.slice(from, Math.min(next, from + longest)),
    );
    return denial === undefined ? [] : [denial];
  });
  const distinct = new Map<string, Denial>();
  // SDKs and services repeat what they wrap, often without its end: the one that says most is kept.
  for (const denial of found) {
    const key = [denial.principal, denial.action.toLowerCase(), denial.resource].join(' ');
    const other = distinct.get(key);
    if (other === undefined || (other.kind === 'unknown' && denial.kind !== 'unknown'))
      distinct.set(key, denial);
  }
  return [...distinct.values()];
}

/** @param before what leads up to the sentence, its last word being who; @param after action, resource and reason */
function denialAt(before: string, after: string): Denial | undefined {
  const [, service, name] =
    /^["'([]*([a-z][a-z0-9-]*):([a-z*?]+)/i.exec(after) ??
    /^resource\b.{0,2000}\(Actions?: ([a-z0-9-]+):([a-z*]+)/i.exec(after) ??
    [];
  if (service === undefined || name === undefined) return undefined;
  const principal = principalIn(before);
  const resource =
    /^.{0,300}?\b(?:on|use|to access) (?:the )?resource:? ["'([]*(arn:[^\s"'<>();[\]]+|\*)|^resource:? ["'([]*(arn:[^\s"'<>();[\]]+)/i.exec(
      after,
    );
  const named = (resource?.[1] ?? resource?.[2])?.replace(/[.,:]+$/, '');
  return {
    ...(principal !== undefined && { principal }),
    action: `${service}:${name}`,
    ...(named !== undefined && { resource: named }),
    ...reasonIn(after),
  };
}

/** Who is denied: the ARN, or the service, that stands right before the sentence. */
function principalIn(before: string): string | undefined {
  const word = /\S+(?=\s*$)/.exec(before.slice(-2_100))?.[0] ?? '';
  // A comma with a name behind it belongs to the name of a session ([\w+=,.@-]; API reference, AssumeRole).
  const arn = /arn:[^\s"'<>();]+/.exec(word)?.[0].replace(/[.,]+$/, '');
  if (arn !== undefined) return arn;
  const other = word.replace(/^.*["'(>]|^User:/g, '').replace(/["'),;]+$/, '');
  return /^(?:[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?|\d{12}|A(?:IDA|ROA)\w+(?::\S+)?|anonymous)$/i.test(other)
    ? other
    : undefined;
}

function reasonIn(after: string): Pick<Denial, 'kind' | 'layer' | 'policyArn' | 'hidden'> {
  const deny = explicit.exec(after);
  if (deny !== null) {
    const policyArn = deny[2]?.replace(/[.,;)"'\]}>]+$/, '');
    return { kind: 'explicit', ...layerOf(deny[1]), ...(policyArn !== undefined && { policyArn }) };
  }
  const lack = lacking.exec(after);
  if (lack !== null) return { kind: 'implicit', ...layerOf(lack[1]) };
  if (hidden.test(after)) return { kind: 'unknown', layer: 'key-policy', hidden: true };
  return { kind: explicitlyDenied.test(after.slice(0, 400)) ? 'explicit' : 'unknown' };
}

function layerOf(name = ''): { layer?: ErrorLayer } {
  const layer = ownValue(layers, name.toLowerCase());
  return layer === undefined ? {} : { layer };
}

/**
 * What `aws sts decode-authorization-message` answers, and the same as DecodedMessage within JSON (API reference,
 * STS DecodeAuthorizationMessage).
 */
export function decodedDenial(line: string): Denial | undefined {
  const verdict = /"explicitDeny" ?: ?(true|false)/i.exec(line)?.[1];
  const action = /"action" ?: ?"([a-z0-9-]+:[a-z]+)"/i.exec(line)?.[1];
  if (verdict === undefined || action === undefined) return undefined;
  const principal = /"arn" ?: ?"(arn:[^"]+)"/i.exec(line)?.[1];
  const resource = /"resource" ?: ?"(arn:[^"]+|\*)"/i.exec(line)?.[1];
  return {
    ...(principal !== undefined && { principal }),
    action,
    ...(resource !== undefined && { resource }),
    kind: verdict === 'true' ? 'explicit' : 'unknown',
  };
}

import type { ErrorExplanation } from './errorExplanation';
import { knownTexts } from './knownTexts';
import { identityOf } from './identity';
import type { StatementText } from './statementText';
import type { Layer } from './model';
import { keyPolicyStatement } from './missing';
import { notProposable } from './proposal';
import { roleWithoutPath } from './rolePaths';
import { findAction } from '../policy/vocabulary/actions';
import { parseArn } from '../arn';
import { ownValue } from '../ownValue';

/** How AWS names the kinds of policy (IAM user guide, troubleshoot_access-denied). */
const layers: Readonly<Record<string, Layer | 'vpc-endpoint-policy'>> = {
  'identity-based policy': 'identity-policy',
  'resource-based policy': 'key-policy',
  'permissions boundary': 'permissions-boundary',
  'session policy': 'session-policy',
  'service control policy': 'service-control-policy',
  'resource control policy': 'resource-control-policy',
  'vpc endpoint policy': 'vpc-endpoint-policy',
};

const kinds = Object.keys(layers).join('|');
// A name ends where the text around it begins: quotes of JSON, tags of XML, brackets. It is read from its
// beginning only: else a long word would be tried anew from each of its characters.
// A comma with a name behind it belongs to the name of a session ([\\w+=,.@-]; API reference, AssumeRole).
const named = `["'(]?(?<![^\\s"'<>(),;])((?:[^\\s"'<>(),;]|,(?=[\\w+=.@-]))+)["')]?`;
const refused = new RegExp(
  `(?:User:? )?${named} is not authorized to perform:? ${named}(?: on resource:? ${named})?`,
  'i',
);
const denied = new RegExp(`with an explicit deny in an? (${kinds})(?:: (arn:\\S+))?`, 'i');
const lacking = new RegExp(`because no (${kinds}) allows`, 'i');
const hidden =
  /the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access/i;
/** `An error occurred (AccessDeniedException) when calling the Decrypt operation` (AWS CLI, boto3). */
const calling = /when calling the (\w+) operation/i;

/**
 * Reads an AccessDenied text, wherever in a longer text it stands; undefined where there is none that KMS or
 * IAM writes.
 */
export function explainError(text: string): ErrorExplanation | undefined {
  const line = text.replace(/\s+/g, ' ');
  const who = refused.exec(line);
  if (who === null) return ofKnownText(line);
  const [principal, action, resource] = who.slice(1).map((name) => name?.replace(/\.$/, ''));
  const read: Read = {
    ...(principal !== undefined && { principal }),
    ...(action !== undefined && { action }),
    ...(resource !== undefined && { resource }),
  };
  const explained = explainRead(read, line);
  const path = roleWithoutPath(principal ?? '');
  return path === undefined ? explained : { ...explained, advice: [...explained.advice, path] };
}

function explainRead(read: Read, line: string): ErrorExplanation {
  const deny = denied.exec(line);
  if (deny !== null) return ofDeny(read, ownValue(layers, (deny[1] ?? '').toLowerCase()), deny[2]);
  const lack = lacking.exec(line);
  if (lack !== null) return ofLack(read, ownValue(layers, (lack[1] ?? '').toLowerCase()));
  return hidden.test(line) ? ofHidden(read) : ofUnknown(read);
}

type Read = Pick<ErrorExplanation, 'principal' | 'action' | 'resource'>;
type ErrorLayer = NonNullable<ErrorExplanation['layer']>;

const namesOfLayers: Readonly<Record<ErrorLayer, string>> = {
  'key-policy': 'the key policy',
  'identity-policy': "the caller's IAM policies",
  'permissions-boundary': "the caller's permissions boundary",
  'session-policy': "the session's policy",
  'service-control-policy': "a service control policy of the caller's organization",
  'resource-control-policy': "a resource control policy of the key's organization",
  'vpc-endpoint-policy': 'the policy of the VPC endpoint',
  grant: 'a grant',
  'root-user': 'the root user',
  operation: 'the operation',
};

function ofDeny(read: Read, layer: ErrorLayer | undefined, policyArn?: string): ErrorExplanation {
  const where = layer === undefined ? 'a policy' : namesOfLayers[layer];
  const arn = policyArn?.replace(/[.,;)"']+$/, '');
  return {
    ...read,
    ...(layer !== undefined && { layer }),
    ...(arn !== undefined && { policyArn: arn }),
    kind: 'explicit',
    advice: [
      `A Deny statement in ${arn ?? where} matches this request. No Allow can overrule it.`,
      'Find the Deny and meet its exceptions (a condition on MFA, network, organization or tags), or have it changed.',
    ],
    statements: [],
  };
}

function ofLack(read: Read, layer: ErrorLayer | undefined): ErrorExplanation {
  const common = { ...read, kind: 'implicit' as const, ...(layer !== undefined && { layer }) };
  switch (layer) {
    case 'key-policy':
      return {
        ...common,
        advice: [
          'The key policy allows this neither to the caller nor to its account. IAM policies count only once it allows the account.',
          'Add a statement to the key policy.',
          'AWS names one missing policy only: where the key policy does leave the action to the account, an IAM policy of the caller mends it as well.',
        ],
        statements: [...inKeyPolicy(read), ...inIamPolicy(read)],
      };
    case 'identity-policy':
      return {
        ...common,
        advice: [
          'The key policy leaves this to IAM, and no IAM policy of the caller allows it.',
          ...(isOtherAccount(read)
            ? [
                'The key belongs to another account: the caller needs an IAM policy of its own besides the key policy.',
              ]
            : ['Add the statement to an IAM policy of the caller, or name the caller in the key policy.']),
        ],
        statements: [...inIamPolicy(read), ...(isOtherAccount(read) ? [] : inKeyPolicy(read))],
      };
    default:
      return {
        ...common,
        advice: [
          `${layer === undefined ? 'A policy' : sentence(namesOfLayers[layer])} does not allow this. It limits the caller, whatever other policies allow.`,
          'Add the action there.',
        ],
        statements: layer === undefined || layer === 'vpc-endpoint-policy' ? [] : limited(layer, read),
      };
  }
}

/** Callers from another account, and callers who name a key that is not there, get one and the same text. */
function ofHidden(read: Read): ErrorExplanation {
  return {
    ...read,
    layer: 'key-policy',
    kind: 'unknown',
    advice: [
      'KMS does not say which of three it is: there is no such key in this Region, the key policy does not allow the caller, or it denies.',
      'Check Region and key id first: a key has to be named by its ARN from another account, and aliases do not reach over accounts.',
      'Then allow the caller, or its account, in the key policy.',
      'A caller of another account needs the action in an IAM policy of its own, too.',
    ],
    statements: [...inKeyPolicy(read), ...inIamPolicy(read)],
  };
}

function ofKnownText(line: string): ErrorExplanation | undefined {
  const known = knownTexts.find(({ matches }) => matches.test(line));
  if (known === undefined) return undefined;
  const called = calling.exec(line)?.[1];
  return {
    ...(called !== undefined && findAction(`kms:${called}`) !== undefined && { action: `kms:${called}` }),
    ...known.explanation,
    statements: [],
  };
}

function ofUnknown(read: Read): ErrorExplanation {
  return {
    ...read,
    kind: 'unknown',
    advice: [
      'AWS does not say which policy is missing. For a KMS key it is the key policy or, where that leaves it to the account, an IAM policy of the caller.',
    ],
    statements: [...inKeyPolicy(read), ...inIamPolicy(read)],
  };
}

function inKeyPolicy({ principal, action }: Read): ErrorExplanation['statements'] {
  if (principal === undefined || action === undefined) return [];
  return proposed('key-policy', keyPolicyStatement({ principal, action }));
}

function inIamPolicy({ principal, action, resource }: Read): ErrorExplanation['statements'] {
  if (
    action === undefined ||
    (principal !== undefined && identityOf({ principal, action, resource: '*' }).type === 'Service')
  )
    return [];
  return proposed('identity-policy', { Effect: 'Allow', Action: action, Resource: resource ?? '*' });
}

function limited(layer: Layer, { action, resource }: Read): ErrorExplanation['statements'] {
  if (action === undefined) return [];
  return proposed(layer, { Effect: 'Allow', Action: action, Resource: resource ?? '*' });
}

function proposed(layer: Layer, statement: StatementText): ErrorExplanation['statements'] {
  return notProposable(layer, statement) === undefined ? [{ layer, statement }] : [];
}

function isOtherAccount({ principal, resource }: Read): boolean {
  const caller = parseArn(principal ?? '')?.account;
  const owner = parseArn(resource ?? '')?.account;
  return caller !== undefined && owner !== undefined && owner !== '' && caller !== owner;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

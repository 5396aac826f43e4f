import { parseArn } from '../arn';
import { findAction } from '../policy/vocabulary/actions';
import type { ErrorExplanation } from './errorExplanation';
import type { Denial } from './explain/denials';
import { decodedDenial, denialsIn } from './explain/denials';
import { errorLine } from './explain/errorText';
import { keyNamedIn } from './explain/hints';
import { encodedMessage, explainKnownText } from './explain/knownTexts';
import type { Proposals } from './explain/proposals';
import { proposalsFor } from './explain/proposals';
import type { Layer } from './model';

/**
 * Reads an error text, wherever in a longer text it stands; undefined where there is none that KMS, IAM or a service
 * that uses KMS writes. Of several denials the first one of KMS is explained and the others are named.
 */
export function explainError(text: string): ErrorExplanation | undefined {
  const line = errorLine(text);
  const decoded = decodedDenial(line);
  const denials = decoded === undefined ? denialsIn(line) : [decoded, ...denialsIn(line)];
  const ofKms = denials.find(isOfKms);
  if (ofKms !== undefined) {
    const key = ofKms.resource ?? keyNamedIn(line);
    const explained = ofDenial({ ...ofKms, ...(key !== undefined && { resource: key }) });
    const encoded = encodedMessage.test(line) ? [howToDecode] : [];
    return { ...explained, advice: [...explained.advice, ...encoded, ...naming(denials, ofKms)] };
  }
  const known = explainKnownText(line, denials.length > 0);
  if (known !== undefined) return { ...known, advice: [...known.advice, ...naming(denials)] };
  const [first] = denials;
  return first === undefined ? undefined : ofOtherService(first, denials);
}

const howToDecode =
  'The text also has an encoded message: "aws sts decode-authorization-message --encoded-message <message>" shows what it says.';

function isOfKms({ action }: Denial): boolean {
  return action.toLowerCase().startsWith('kms:');
}

/** The denials that are not the one explained. */
function naming(denials: readonly Denial[], explained?: Denial): string[] {
  const others = denials.filter((denial) => denial !== explained);
  if (others.length === 0) return [];
  const named = others
    .slice(0, 5)
    .map(
      (one) =>
        `${one.action}${one.resource === undefined ? '' : ` on ${one.resource}`}${isOfKms(one) ? '' : ' (not a matter of KMS)'}`,
    );
  const more = others.length > named.length ? `, and ${others.length - named.length} more` : '';
  return [`The text holds other denials, too: ${named.join('; ')}${more}. Each needs an answer of its own.`];
}

function ofOtherService(first: Denial, denials: readonly Denial[]): ErrorExplanation {
  const { action, resource, layer } = first;
  const where =
    layer === undefined || layer === 'identity-policy'
      ? 'an IAM policy of the caller'
      : layer === 'key-policy'
        ? `the policy of ${resource ?? 'the resource'}`
        : namesOfLayers[layer];
  // Its "resource-based policy" is no key policy.
  const { layer: _, ...withoutLayer } = read(first);
  return {
    ...(layer === 'key-policy' ? withoutLayer : read(first)),
    advice: [
      `${action} is not a matter of KMS: no key policy and no grant can allow or deny it.`,
      `Look into ${where}. Where the resource is encrypted with a KMS key, a denial of a kms: action may follow once this one is gone.`,
      ...naming(denials, first),
    ],
    statements: [],
  };
}

type Read = Omit<ErrorExplanation, 'advice' | 'statements'>;
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

function read({ hidden: _, ...rest }: Denial): Read {
  return rest;
}

function ofDenial(denial: Denial): ErrorExplanation {
  const { kind, hidden, layer } = denial;
  if (kind === 'explicit') return ofDeny(denial);
  if (
    findAction(denial.action)?.inKeyPolicy === false &&
    (layer === undefined || layer === 'identity-policy')
  )
    return explained(denial, noKeyConcerned(denial), proposalsFor(denial, ['identity-policy']));
  if (isOfAlias(denial) && (layer === undefined || layer === 'identity-policy' || layer === 'key-policy'))
    return explained(denial, aliasAdvice(denial), proposalsFor(denial, ['identity-policy']));
  if (kind === 'implicit') return ofLack(denial);
  return hidden ? ofHidden(denial) : ofUnknown(denial);
}

function explained(
  denial: Denial,
  advice: readonly string[],
  { statements, notes }: Proposals,
): ErrorExplanation {
  return { ...read(denial), advice: [...advice, ...besides(denial), ...notes], statements };
}

function ofDeny(denial: Denial): ErrorExplanation {
  const { layer, policyArn } = denial;
  const where = layer === undefined ? 'a policy' : namesOfLayers[layer];
  const advice = [
    `A Deny statement in ${policyArn ?? where} matches this request. No Allow can overrule it.`,
    'Find the Deny and meet its exceptions (a condition on MFA, network, organization or tags), or have it changed.',
  ];
  return { ...read(denial), advice, statements: [] };
}

function noKeyConcerned({ action }: Denial): string[] {
  return [
    `No IAM policy of the caller allows ${action}.`,
    `A request for ${action} names no key, so that no key policy can allow it: add the statement to an IAM policy of the caller.`,
  ];
}

const aliasActions: ReadonlySet<string> = new Set(['kms:createalias', 'kms:updatealias', 'kms:deletealias']);

/** An alias has no policy. Source: KMS developer guide, "Controlling access to aliases". */
function isOfAlias({ action, resource }: Denial): boolean {
  const named = parseArn(resource ?? '')?.resource;
  return aliasActions.has(action.toLowerCase()) && (named === undefined || named.startsWith('alias/'));
}

function aliasAdvice({ action }: Denial): string[] {
  return [
    `${action} is asked for twice: on the alias, and on its key. An alias has no policy of its own, so only an IAM policy of the caller can allow it there.`,
    `On the key, the key policy allows ${action} or leaves it to the IAM policy.${action.toLowerCase() === 'kms:updatealias' ? ' UpdateAlias needs it on the old key and on the new one.' : ''}`,
  ];
}

/** What else the same call is going to need. */
function besides({ action, resource = '' }: Denial): string[] {
  const name = action.toLowerCase();
  if (aliasActions.has(name) && parseArn(resource)?.resource.startsWith('key/') === true)
    return [
      `The caller needs ${action} on the alias as well, in an IAM policy: an alias has no policy of its own.`,
    ];
  if (name === 'kms:reencryptfrom' || name === 'kms:reencryptto')
    return [
      'ReEncrypt needs kms:ReEncryptFrom on the key that encrypted the data, and kms:ReEncryptTo on the new one.',
    ];
  return [];
}

function ofLack(denial: Denial): ErrorExplanation {
  const { layer } = denial;
  const foreign = isOtherAccount(denial);
  switch (layer) {
    case 'key-policy':
      return explained(
        denial,
        [
          'The key policy allows this neither to the caller nor to its account. IAM policies count only once it allows the account.',
          'Add a statement to the key policy.',
          foreign
            ? 'The key belongs to another account: the caller needs the action in an IAM policy of its own, too.'
            : 'AWS names one missing policy only: where the key policy does leave the action to the account, an IAM policy of the caller is enough.',
        ],
        proposalsFor(denial, ['key-policy', 'identity-policy']),
      );
    case 'identity-policy':
      return explained(
        denial,
        [
          'The key policy leaves this to IAM, and no IAM policy of the caller allows it.',
          foreign
            ? 'The key belongs to another account: the caller needs an IAM policy of its own besides the key policy.'
            : 'Add the statement to an IAM policy of the caller, or name the caller in the key policy.',
        ],
        proposalsFor(denial, foreign ? ['identity-policy'] : ['identity-policy', 'key-policy']),
      );
    default:
      return explained(
        denial,
        [
          `${layer === undefined ? 'A policy' : capitalized(namesOfLayers[layer])} does not allow this. It limits the caller, whatever other policies allow.`,
          'Add the action there.',
        ],
        proposalsFor(denial, layer === undefined || layer === 'vpc-endpoint-policy' ? [] : [layer]),
      );
  }
}

const bothLayers: readonly Layer[] = ['key-policy', 'identity-policy'];

function ofHidden(denial: Denial): ErrorExplanation {
  const advice = [
    'KMS does not say which of three it is: there is no such key in this Region, the key policy does not allow the caller, or it denies.',
    'Check Region and key id first: a key has to be named by its ARN from another account, and aliases do not reach over accounts.',
    'Then allow the caller, or its account, in the key policy.',
    'A caller of another account needs the action in an IAM policy of its own, too.',
  ];
  return explained(denial, advice, proposalsFor(denial, bothLayers));
}

function ofUnknown(denial: Denial): ErrorExplanation {
  const advice = [
    'AWS does not say which policy is missing. For a KMS key it is the key policy or, where that leaves it to the account, an IAM policy of the caller.',
  ];
  return explained(denial, advice, proposalsFor(denial, bothLayers));
}

function isOtherAccount({ principal, resource }: Denial): boolean {
  const caller = parseArn(principal ?? '')?.account;
  const owner = parseArn(resource ?? '')?.account;
  return caller !== undefined && owner !== undefined && owner !== '' && caller !== owner;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

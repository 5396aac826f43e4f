import type { ErrorExplanation } from '../errorExplanation';
import { actionNamedIn, keyNamedIn, needsNamedIn } from './hints';
import type { KnownText } from './knownText';
import { inPolicyOrIam } from './knownText';
import { serviceTexts } from './serviceTexts';

/** An encoded message of EC2 and others. Source: API reference, STS DecodeAuthorizationMessage. */
export const encodedMessage = /Encoded authorization failure message/i;

/** The first that fits counts: from the particular to the general. */
const knownTexts: readonly KnownText[] = [
  {
    // KMS, Decrypt and ReEncrypt without a key id.
    matches: /The ciphertext refers to a customer master key that does not exist/i,
    explanation: {
      action: 'kms:Decrypt',
      layer: 'key-policy',
      kind: 'unknown',
      advice: [
        'The key that made this ciphertext is not in this Region, is gone, or does not let the caller decrypt.',
        'Check that the request goes to the Region and account where the data was encrypted.',
        `Then allow kms:Decrypt to the caller: ${inPolicyOrIam}`,
      ],
    },
    passedOn: true,
  },
  {
    // CreateKey, PutKeyPolicy and ReplicateKey (API reference, lock-out safety check).
    matches: /The new key policy will not allow you to update the key policy in the future/i,
    explanation: {
      action: 'kms:PutKeyPolicy',
      layer: 'key-policy',
      kind: 'implicit',
      advice: [
        'The policy would not let whoever makes this call change it again, so KMS refuses it. In a pipeline that is the role of the pipeline or of CloudFormation, not you.',
        'Allow kms:PutKeyPolicy to that caller in the policy; or to its account, if an IAM policy of the caller allows it, too.',
      ],
    },
  },
  {
    // CreateKey, PutKeyPolicy and ReplicateKey.
    matches: /Policy contains a statement with one or more invalid principals/i,
    explanation: {
      action: 'kms:PutKeyPolicy',
      layer: 'key-policy',
      kind: 'unknown',
      advice: [
        'The policy names a user, role or account that does not exist (yet), that was deleted, that is of another partition, or that holds a wildcard. KMS does not say which.',
        'Look for ids that begin with AIDA or AROA: they are what is left of deleted users and roles. A role that was only just made may need a minute; a service-linked role has to be made first.',
      ],
    },
  },
  ...serviceTexts,
  {
    matches: encodedMessage,
    explanation: {
      kind: 'unknown',
      advice: [
        'AWS says encoded what it denies: "aws sts decode-authorization-message --encoded-message <message> --query DecodedMessage --output text" shows it, for callers who have sts:DecodeAuthorizationMessage.',
        'Paste here what it shows. If the action in it begins with kms: it is a matter of the key: launching with encrypted volumes needs kms:CreateGrant, kms:Decrypt, kms:DescribeKey, kms:GenerateDataKeyWithoutPlaintext and kms:ReEncrypt*.',
      ],
    },
  },
  {
    // KMS; services repeat it.
    matches: /NotFoundException.{0,80}(?:Key|Alias) '?\S+ (?:does not exist|is not found)|Invalid keyId/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'Not a denial: there is no such key or alias in the Region and account that were asked.',
        'Keys and aliases belong to one Region. Compare the Region of the request with that of the ARN, and name a key of another account by its whole ARN.',
      ],
    },
  },
  {
    // KMS developer guide, "Key states of KMS keys".
    matches: /KMSInvalidState|\bDisabledException|KMS\.Disabled|is pending (?:deletion|import)\b/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'Not a denial: the state of the key does not allow this. Policies and grants change nothing about that.',
        'Enable the key, cancel its deletion or import its key material, as its state says.',
      ],
    },
  },
  {
    // IAM and STS: nobody got as far as a policy.
    matches:
      /UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|ExpiredToken|IncompleteSignature|security token included in the request is (?:invalid|expired)|Unable to locate credentials/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'Not a matter of policies: AWS does not accept the credentials of the request (expired, of another partition, or not found), so that no policy was looked at.',
        'Sign in again, or have the tool use the profile that is right, and try once more.',
      ],
    },
    vague: true,
  },
  {
    // SDKs and services that swallow the message.
    matches:
      /^(?=.*Access ?Denied)(?=.*(?:kms|KeyManagementService|calling the (?:Encrypt|Decrypt|ReEncrypt|Sign|Verify|\w*(?:Key|Keys|KeyPair|WithoutPlaintext|KeyPolicy|Grants?|Mac))\b))/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'The text says only that access was denied. Look up the event in CloudTrail: it names the caller, the action and the key.',
        `Then allow the action to the caller: ${inPolicyOrIam}`,
      ],
    },
    passedOn: true,
    vague: true,
  },
];

/** @param beside there is a denial in the text that says what it is of: a vague text tells nothing more */
export function explainKnownText(line: string, beside: boolean): ErrorExplanation | undefined {
  const known = knownTexts.find(({ matches, vague }) => !(vague && beside) && matches.test(line));
  if (known === undefined) return undefined;
  const { explanation, statements, passedOn } = known;
  const action = explanation.action ?? actionNamedIn(line);
  const resource = keyNamedIn(line);
  return {
    ...(action !== undefined && { action }),
    ...(resource !== undefined && { resource }),
    ...explanation,
    advice: [...explanation.advice, ...(passedOn ? needsNamedIn(line) : [])],
    statements: statements?.(line) ?? [],
  };
}

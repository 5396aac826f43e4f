import type { ErrorExplanation } from './errorExplanation';

/** A text of AWS that tells neither who nor which layer, and what stands behind it. */
interface KnownText {
  matches: RegExp;
  explanation: Omit<ErrorExplanation, 'statements'>;
}

const inPolicyOrIam =
  'in the key policy, or in IAM where the key policy leaves it to the account. For a key of another account, both.';

/** The first that fits counts: from the particular to the general. */
export const knownTexts: readonly KnownText[] = [
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
  },
  {
    // Secrets Manager, which asks KMS on the caller's behalf.
    matches: /Access to KMS is not allowed/i,
    explanation: {
      action: 'kms:Decrypt',
      kind: 'unknown',
      advice: [
        'Secrets Manager uses the key on behalf of the caller, and KMS refused.',
        `Reading a secret needs kms:Decrypt, writing one kms:GenerateDataKey, too. Allow them to the caller: ${inPolicyOrIam}`,
        'The managed key aws/secretsmanager serves its own account only: for another account, encrypt the secret with a customer managed key.',
      ],
    },
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
  {
    // RDS, EC2 and others that wrap what KMS answers.
    matches:
      /KMSKeyNotAccessible|KMS key\b.{0,200}\b(?:is not accessible|(?:do not|don't|does not) have (?:permissions?|access)|is inaccessible)/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'The service could not use the key: it is not in this Region, is disabled or pending deletion, or does not let the caller use it through the service.',
        'Check the state of the key, and that the service has its ARN: a key of another account cannot be named by id or alias name.',
        `Then allow the service's actions (often kms:CreateGrant, kms:DescribeKey, kms:Decrypt and kms:GenerateDataKey*) to the caller: ${inPolicyOrIam}`,
      ],
    },
  },
  {
    // SDKs and services that swallow the message.
    matches:
      /^(?=.*Access ?Denied)(?=.*(?:kms|calling the (?:Encrypt|Decrypt|ReEncrypt|Sign|Verify|\w*(?:Key|Keys|KeyPair|WithoutPlaintext|KeyPolicy|Grants?|Mac))\b))/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'The text says only that access was denied. Look up the event in CloudTrail: it names the caller, the action and the key.',
        `Then allow the action to the caller: ${inPolicyOrIam}`,
      ],
    },
  },
];

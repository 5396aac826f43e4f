import { quotas } from '../../kms/quotas';

/** Source: developer guide, "Key policies in AWS KMS"; the API's PolicyType pattern. */
export const policyLimits = {
  /** Of the document as it is sent, in bytes of UTF-8. */
  maxBytes: quotas.policyBytes,
  /** Any character that KMS does not take in a key policy. */
  // eslint-disable-next-line no-control-regex -- the tab and the line ends are just what is allowed
  forbiddenCharacter: /[^\u0009\u000A\u000D\u0020-\u00FF]/,
  versions: ['2012-10-17', '2008-10-17'],
} as const;

/** Elements of a policy and of a statement, in the order in which AWS writes them. */
export const policyElements = ['Version', 'Id', 'Statement'] as const;
export const statementElements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

/** The keys of `Principal`; a key policy takes the first two (developer guide, "Key policies in AWS KMS"). */
export const principalTypes = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

/** What a condition key's values are; `String` and `ArrayOfString` are both text for the operators. */
export type ConditionKeyType = 'String' | 'Bool' | 'Numeric' | 'Date' | 'ARN' | 'IPAddress';

/** Where the editor finds values to offer. */
export type ValueSource =
  | 'account'
  | 'alias'
  | 'organization'
  | 'principal'
  | 'region'
  | 'service-principal'
  | 'source-arn'
  | 'via-service'
  | 'vpc'
  | 'vpc-endpoint'
  | 'digest';

export interface OwnKeyFacts {
  /** What the key holds, one or two sentences. */
  description: string;
  /** The only values there are. */
  values?: readonly string[];
  source?: ValueSource;
  /** For a number: the values that can occur. */
  range?: readonly [number, number | undefined];
  /** What the name of the part after the last colon or slash is, for a template. */
  part?: string;
  note?: string;
  /** The operators that suit it, the most usual first, without set qualifiers. */
  operators?: readonly string[];
  replacement?: string;
  /** Only in IAM policies: in a key policy it has no use. */
  iamOnly?: true;
  /** How often people want it in a key policy: it orders completion. 3 is often, 0 is hardly ever. */
  rank?: number;
}

export interface ConditionKey extends OwnKeyFacts {
  /** AWS's spelling; a template ends in `${…}`: `kms:EncryptionContext:${EncryptionContextKey}`. */
  name: string;
  type: ConditionKeyType;
  /** Several values in one request: needs ForAllValues or ForAnyValue. */
  multivalued: boolean;
  /** In the requests of any service, not only of KMS. */
  global: boolean;
  link: string;
}

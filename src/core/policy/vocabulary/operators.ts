import type { ConditionKey, ConditionKeyType } from './conditionKey';

/** One condition operator, without `ForAllValues:` or `IfExists`. */
export interface Operator {
  name: string;
  family: 'String' | 'Numeric' | 'Date' | 'Bool' | 'Binary' | 'IpAddress' | 'Arn' | 'Null';
  /** A whole sentence in our words. */
  description: string;
  /** Several values under it are joined by "or"; negated operators join them by "nor". */
  negated: boolean;
  /** `*` and `?` in the value are wildcards. */
  wildcards: boolean;
}

/** A condition operator as a policy writes it. */
export interface FoundOperator {
  operator: Operator;
  qualifier?: 'ForAllValues' | 'ForAnyValue';
  ifExists: boolean;
}

const operator = (
  name: string,
  family: Operator['family'],
  description: string,
  traits: { negated?: true; wildcards?: true } = {},
): Operator => ({
  name,
  family,
  description,
  negated: traits.negated ?? false,
  wildcards: traits.wildcards ?? false,
});
const not = { negated: true } as const;
const like = { wildcards: true } as const;
const notLike = { negated: true, wildcards: true } as const;

/** Source: IAM User Guide, "IAM JSON policy elements: condition operators". */
export const operators: readonly Operator[] = [
  operator(
    'StringEquals',
    'String',
    'The text is equal to one of the values, letter for letter. `*` is only an asterisk.',
  ),
  operator(
    'StringLike',
    'String',
    'The text matches one of the values, in which `*` stands for any text and `?` for one character.',
    like,
  ),
  operator(
    'StringNotEquals',
    'String',
    'The text is equal to none of the values. It also holds where the request has no such key.',
    not,
  ),
  operator(
    'StringNotLike',
    'String',
    'The text matches none of the values (`*` and `?` are wildcards). It also holds where the request has no such key.',
    notLike,
  ),
  operator(
    'StringEqualsIgnoreCase',
    'String',
    'The text is equal to one of the values, upper and lower case alike.',
  ),
  operator(
    'StringNotEqualsIgnoreCase',
    'String',
    'The text is equal to none of the values, upper and lower case alike. It also holds where the request has no such key.',
    not,
  ),
  operator('Bool', 'Bool', 'The value is true or false, as stated.'),
  operator('Null', 'Null', '`"true"`: the request does not have the key. `"false"`: it has the key.'),
  operator(
    'ArnLike',
    'Arn',
    'The ARN matches one of the values; each part between colons may have wildcards.',
    like,
  ),
  operator(
    'ArnEquals',
    'Arn',
    'The same as ArnLike: the ARN matches one of the values, wildcards included.',
    like,
  ),
  operator(
    'ArnNotLike',
    'Arn',
    'The ARN matches none of the values. It also holds where the request has no such key.',
    notLike,
  ),
  operator('ArnNotEquals', 'Arn', 'The same as ArnNotLike: the ARN matches none of the values.', notLike),
  operator('IpAddress', 'IpAddress', 'The address lies in one of the ranges (CIDR).'),
  operator(
    'NotIpAddress',
    'IpAddress',
    'The address lies in none of the ranges (CIDR). It also holds where the request has no such key.',
    not,
  ),
  operator('NumericEquals', 'Numeric', 'The number is equal to one of the values.'),
  operator('NumericNotEquals', 'Numeric', 'The number is equal to none of the values.', not),
  operator('NumericLessThan', 'Numeric', 'The number is less than the value.'),
  operator('NumericLessThanEquals', 'Numeric', 'The number is at most the value.'),
  operator('NumericGreaterThan', 'Numeric', 'The number is greater than the value.'),
  operator('NumericGreaterThanEquals', 'Numeric', 'The number is at least the value.'),
  operator('DateLessThan', 'Date', 'The time is before the value.'),
  operator('DateLessThanEquals', 'Date', 'The time is not after the value.'),
  operator('DateGreaterThan', 'Date', 'The time is after the value.'),
  operator('DateGreaterThanEquals', 'Date', 'The time is not before the value.'),
  operator('DateEquals', 'Date', 'The time is exactly the value.'),
  operator('DateNotEquals', 'Date', 'The time is not the value.', not),
  operator('BinaryEquals', 'Binary', 'The binary value, in base64, is equal to one of the values.'),
];

/** What the set qualifiers mean, for hovers. */
export const qualifiers = {
  ForAnyValue:
    'At least one of the values in the request meets the condition. Without the key it does not hold.',
  ForAllValues:
    'Every value in the request meets the condition. It also holds where the request has no such key: add "Null": {…: "false"} if it must be there.',
} as const;

/** What `IfExists` means, for hovers. */
export const ifExistsMeaning = 'Where the request does not have the key, the condition holds.';

/** The page of the IAM User Guide on condition operators, and that on set qualifiers. */
export const operatorLinks = {
  operators:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  qualifiers:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
} as const;

const byName = new Map(operators.map((entry) => [entry.name.toLowerCase(), entry]));
const shape = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/i;

/** The operator that a policy writes, in any case; compare with `operatorName` to see whether the case is right. */
export function findOperator(text: string): FoundOperator | undefined {
  const [, qualifier, name = '', ifExists] = shape.exec(text) ?? [];
  const found = byName.get(name.toLowerCase());
  if (!found) return undefined;
  return {
    operator: found,
    ...(qualifier && {
      qualifier: qualifier.toLowerCase() === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue',
    }),
    ifExists: ifExists !== undefined,
  };
}

/** The operator as AWS spells it. */
export function operatorName(found: FoundOperator): string {
  const prefix = found.qualifier ? `${found.qualifier}:` : '';
  return `${prefix}${found.operator.name}${found.ifExists ? 'IfExists' : ''}`;
}

const familiesOf: Readonly<Record<ConditionKeyType, readonly Operator['family'][]>> = {
  String: ['String'],
  Bool: ['Bool'],
  Numeric: ['Numeric'],
  Date: ['Date'],
  // AWS's own examples compare ARNs as text.
  ARN: ['Arn', 'String'],
  IPAddress: ['IpAddress'],
};

/** Whether the operator can compare the values of the key. */
export function operatorSuits({ family }: Operator, key: ConditionKey): boolean {
  if (family === 'Null' || familiesOf[key.type].includes(family)) return true;
  if (family === 'Arn') return key.type === 'String' && mayHoldArn(key);
  // The guide compares the expiry of imported material as a number; aws:EpochTime is one.
  return family === 'Numeric' && key.type === 'Date' && (key.operators?.some(isNumeric) ?? false);
}

function isNumeric(name: string): boolean {
  return name.startsWith('Numeric');
}

/** Principals and the like, and all texts that people choose themselves: tags, encryption contexts. */
function mayHoldArn({ values, source }: ConditionKey): boolean {
  return values === undefined && (source === undefined || source === 'principal' || source === 'source-arn');
}

import { AwsError } from '../errors';

/** What is wrong with a parameter of a Query request, in the words that IAM and STS have for it. */
export function invalidParameter(name: string, value: string | undefined, constraint: string): AwsError {
  const shown = value === undefined ? '' : ` '${value}'`;
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return new AwsError(
    'ValidationError',
    `1 validation error detected: Value${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null) throw invalidParameter(name, undefined, 'Member must not be null');
  return value;
}

interface Bounds {
  min: number;
  max: number;
  default: number;
}

export function integer(parameters: URLSearchParams, name: string, bounds: Bounds): number {
  const given = parameters.get(name);
  if (given === null) return bounds.default;
  if (!/^-?\d+$/.test(given)) throw new AwsError('MalformedInput', `${name} is no integer.`);
  const { min, max } = bounds;
  if (Number(given) < min)
    throw invalidParameter(name, given, `Member must have value greater than or equal to ${min}`);
  if (Number(given) > max)
    throw invalidParameter(name, given, `Member must have value less than or equal to ${max}`);
  return Number(given);
}

/** A required text of a bounded length. */
export function text(parameters: URLSearchParams, name: string, min: number, max: number): string {
  const value = required(parameters, name);
  if (value.length < min)
    throw invalidParameter(name, value, `Member must have length greater than or equal to ${min}`);
  if (value.length > max)
    throw invalidParameter(name, value, `Member must have length less than or equal to ${max}`);
  return value;
}

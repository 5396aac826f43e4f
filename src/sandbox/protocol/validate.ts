import { isRecord } from '../../core/json';
import { AwsError } from '../errors';
import type { OperationName } from '../../core/kms/operations';
import { inputs } from './inputs';
import type { Input } from './inputs';
import type { Members, Shape, TextShape } from './shapes';
import { ownValue } from '../../core/ownValue';

/** AWS reports at most this many violations in one text. */
const MOST_REPORTED = 10;
/** Values longer than this are cut in the text, so that an answer never mirrors a whole document. */
const LONGEST_SHOWN = 1024;

/**
 * Decodes and checks the input of an operation. Throws SerializationException where a JSON type is wrong, and
 * ValidationException with all violations of the model, in AWS's words.
 */
export function decodeInput<O extends OperationName>(operation: O, body: unknown): Input<O> {
  if (!isRecord(body))
    throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  const found: string[] = [];
  const input = decodeMembers(body, inputs[operation], '', found);
  if (found.length > 0) {
    const shown = found.slice(0, MOST_REPORTED);
    const heading = `${shown.length} validation error${shown.length === 1 ? '' : 's'} detected: `;
    throw new AwsError('ValidationException', heading + shown.join('; '));
  }
  return input as Input<O>;
}

function decodeMembers(
  body: Record<string, unknown>,
  members: Members,
  path: string,
  found: string[],
): Record<string, unknown> {
  const input = new Map<string, unknown>();
  for (const [name, member] of Object.entries(members)) {
    const at = path + camelCase(name);
    const value = ownValue(body, name);
    const isRequired = 'required' in member;
    const shape = isRequired ? member.required : member;
    if (value === undefined || value === null) {
      if (isRequired) found.push(missingMember(at, 'secret' in shape));
      continue;
    }
    input.set(name, decode(value, shape, at, found));
  }
  return Object.fromEntries(input);
}

/** The violation of a member that has to be there, `keyId`. */
export function missingMember(at: string, secret = false): string {
  return `Value ${secret ? '' : 'null '}at '${at}' failed to satisfy constraint: Member must not be null`;
}

function decode(value: unknown, shape: Shape, at: string, found: string[]): unknown {
  switch (shape.kind) {
    case 'text':
      return decodeText(value, shape, at, found);
    case 'blob': {
      const bytes = decodeBase64(value);
      checkLength(bytes.length, shape, `Value at '${at}'`, found);
      return bytes;
    }
    case 'integer':
      return decodeInteger(value, shape, at, found);
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, 'Boolean');
      return value;
    case 'timestamp':
      return decodeTimestamp(value);
    case 'list':
      if (!Array.isArray(value)) throw wrongType(value, 'List');
      checkLength(value.length, shape, `Value '[${value.map(shown).join(', ')}]' at '${at}'`, found);
      return value.map((item, index) => decode(item, shape.member, `${at}.${index + 1}.member`, found));
    case 'map':
      return decodeMap(value);
    case 'structure':
      if (!isRecord(value)) throw wrongType(value, 'Structure');
      return decodeMembers(value, shape.members, `${at}.`, found);
  }
}

function decodeText(value: unknown, shape: TextShape, at: string, found: string[]): string {
  if (typeof value !== 'string') throw wrongType(value, 'String');
  const where = shape.secret ? `Value at '${at}'` : `Value '${shown(value)}' at '${at}'`;
  if (shape.values) {
    if (!shape.values.includes(value))
      found.push(
        `${where} failed to satisfy constraint: Member must satisfy enum value set: [${shape.values.join(', ')}]`,
      );
    return value;
  }
  checkLength(value.length, shape, where, found);
  if (shape.pattern && !shape.pattern.test(value))
    found.push(
      `${where} failed to satisfy constraint: Member must satisfy regular expression pattern: ${javaPattern(shape.pattern)}`,
    );
  return value;
}

function decodeInteger(
  value: unknown,
  shape: { min: number; max: number },
  at: string,
  found: string[],
): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(value, 'Integer');
  const bound =
    value < shape.min
      ? `greater than or equal to ${shape.min}`
      : value > shape.max
        ? `less than or equal to ${shape.max}`
        : undefined;
  if (bound)
    found.push(`Value '${value}' at '${at}' failed to satisfy constraint: Member must have value ${bound}`);
  return value;
}

/** Seconds since 1970 with a fraction, or ISO 8601, as KMS takes both. */
function decodeTimestamp(value: unknown): number {
  const time = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : NaN;
  if (!Number.isFinite(time)) throw wrongType(value, 'Date');
  return Math.round(time);
}

function decodeMap(value: unknown): Record<string, string> {
  if (!isRecord(value)) throw wrongType(value, 'Map');
  for (const item of Object.values(value)) if (typeof item !== 'string') throw wrongType(item, 'String');
  return value as Record<string, string>;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function decodeBase64(value: unknown): Buffer {
  if (typeof value !== 'string') throw wrongType(value, 'Blob');
  if (value.length % 4 !== 0 || !BASE64.test(value))
    throw new AwsError('SerializationException', 'Invalid base64 encoding');
  return Buffer.from(value, 'base64');
}

function checkLength(
  length: number,
  { min, max }: { min?: number; max?: number },
  where: string,
  found: string[],
): void {
  const constraint = `${where} failed to satisfy constraint: Member must have length`;
  if (min !== undefined && length < min) found.push(`${constraint} greater than or equal to ${min}`);
  if (max !== undefined && length > max) found.push(`${constraint} less than or equal to ${max}`);
}

function wrongType(value: unknown, expected: string): AwsError {
  const got = value === null ? 'NULL' : (typeof value).toUpperCase();
  return new AwsError('SerializationException', `${got}_VALUE can not be converted to ${aOrAn(expected)}`);
}

function aOrAn(word: string): string {
  return `${/^[AEIOU]/.test(word) ? 'an' : 'a'} ${word}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** AWS names members in error texts with a small first letter. */
function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The pattern as the service's model has it. */
function javaPattern(pattern: RegExp): string {
  return pattern.source.replaceAll('\\/', '/');
}

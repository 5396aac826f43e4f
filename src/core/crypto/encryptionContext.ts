import { isRecord } from '../json';
import type { EncryptionContext } from './calls';

/** One pair of an encryption context, as it is edited. */
export interface ContextPair {
  name: string;
  value: string;
}

export function contextOf(pairs: readonly ContextPair[]): EncryptionContext {
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}

/** `Department=IT, Stage=prod`, in the order of the pairs. */
export function contextWords(pairs: readonly ContextPair[]): string {
  return pairs.map(({ name, value }) => `${name}=${value}`).join(', ');
}

/** What is wrong with a pair that is to join others; undefined where nothing is. */
export function pairProblem(pair: ContextPair, others: readonly ContextPair[]): string | undefined {
  if (pair.name === '') return 'Type name=value.';
  if (others.some(({ name }) => name === pair.name)) return `There is a pair named ${pair.name} already.`;
  return undefined;
}

/** The pairs that a text stands for, or what is wrong with it. */
export type ReadContext = { pairs: ContextPair[] } | { problem: string };

/** One or more pairs as people have them: `name=value`, `a=b,c=d` as the AWS CLI takes them, a JSON object. */
export function readContext(text: string): ReadContext {
  const trimmed = text.trim();
  if (trimmed === '') return { problem: 'Type name=value.' };
  return trimmed.startsWith('{') ? fromJson(trimmed) : fromShorthand(trimmed);
}

function fromJson(text: string): ReadContext {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'This is not JSON: {"name": "value"}.' };
  }
  if (!isRecord(value)) return { problem: 'An encryption context is an object: {"name": "value"}.' };
  const pairs: ContextPair[] = [];
  for (const [name, member] of Object.entries(value)) {
    // KMS takes texts only (API reference, EncryptionContextType).
    if (typeof member !== 'string') return { problem: `The value of ${name} has to be a text in quotes.` };
    const problem = pairProblem({ name, value: member }, pairs);
    if (problem !== undefined) return { problem };
    pairs.push({ name, value: member });
  }
  return { pairs };
}

/** A comma begins a new pair only where a name and `=` follow it: values of ARNs and lists have commas, too. */
function fromShorthand(text: string): ReadContext {
  const pairs: ContextPair[] = [];
  for (const part of text.split(/,\s*(?=[^,=\s]+\s*=)/)) {
    const at = part.indexOf('=');
    if (at < 1) return { problem: 'Type name=value.' };
    const pair = { name: part.slice(0, at).trim(), value: part.slice(at + 1).trim() };
    const problem = pairProblem(pair, pairs);
    if (problem !== undefined) return { problem };
    pairs.push(pair);
  }
  return { pairs };
}

/**
 * The pairs that a key policy asks for: names with the values of its conditions, empty where the policy has none or a
 * pattern. A policy that cannot be read proposes nothing.
 */
export function proposedPairs(policy: string): ContextPair[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(policy);
  } catch {
    return [];
  }
  const found = new Map<string, string>();
  for (const statement of listOf(isRecord(parsed) ? parsed['Statement'] : undefined)) {
    if (!isRecord(statement) || statement['Effect'] !== 'Allow' || !isRecord(statement['Condition']))
      continue;
    for (const [operator, block] of Object.entries(statement['Condition'])) {
      if (isRecord(block)) learn(found, operator, block);
    }
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

function learn(found: Map<string, string>, operator: string, block: Record<string, unknown>): void {
  const isExact = /^(?:For(?:Any|All)\w+:)?StringEquals(?:IgnoreCase)?(?:IfExists)?$/i.test(operator);
  const isNegated = /Not|Null/i.test(operator);
  for (const [key, values] of Object.entries(block)) {
    const name = /^kms:EncryptionContext:(.+)$/i.exec(key)?.[1];
    const texts = listOf(values).filter((value) => typeof value === 'string');
    if (name !== undefined && !isNegated) {
      const [only] = texts;
      const plain = isExact && texts.length === 1 && only !== undefined && !only.includes('${');
      found.set(name, plain ? only : (found.get(name) ?? ''));
    } else if (/^kms:EncryptionContextKeys$/i.test(key) && !isNegated) {
      for (const text of texts) if (!/[*?]/.test(text) && !found.has(text)) found.set(text, '');
    }
  }
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

import type { Member, Value } from '../../document';
import type { PolicyFacts } from '../../facts';
import { analyzerLink } from '../parts/links';
import type { Report, Rule } from '../parts/rule';

/** Each element of a policy has its JSON type. */
export const dataType: Rule = {
  code: 'DATA_TYPE_MISMATCH',
  severity: 'error',
  summary: 'An element has the wrong JSON type.',
  link: analyzerLink('error', 'DATA_TYPE_MISMATCH'),
  *check({ document, statements }) {
    const { root } = document;
    if (root && root.kind !== 'object' && root.kind !== 'hole')
      yield mismatch(root, 'A policy', 'an object: {"Version": "2012-10-17", "Statement": [...]}');
    yield* strings(document.version, document.id);
    yield* statementList(document.statement?.value);
    for (const statement of statements) {
      yield* strings(statement.sid, statement.effect);
      for (const member of [statement.principal, statement.notPrincipal]) yield* principal(member);
      for (const member of [statement.action, statement.notAction, statement.resource, statement.notResource])
        if (member) yield* stringOrList(member);
    }
    yield* conditions(statements);
  },
};

function* strings(...members: (Member | undefined)[]): Iterable<Report> {
  for (const member of members)
    if (member?.value && !is(member.value, 'string')) yield mismatch(member.value, name(member), 'a string');
}

function* statementList(value: Value | undefined): Iterable<Report> {
  if (!value) return;
  if (!is(value, 'array', 'object')) yield mismatch(value, '"Statement"', 'a list of objects');
  for (const item of value.kind === 'array' ? value.items : [])
    if (!is(item, 'object')) yield mismatch(item, 'A statement', 'an object');
}

function* principal(member: Member | undefined): Iterable<Report> {
  const value = member?.value;
  if (!member || !value) return;
  if (!is(value, 'string', 'object'))
    yield mismatch(value, name(member), '"*" or an object such as {"AWS": "arn:aws:iam::111122223333:root"}');
  for (const inner of value.kind === 'object' ? value.members : []) yield* stringOrList(inner);
}

function* stringOrList(member: Member): Iterable<Report> {
  const { value } = member;
  if (!value) return;
  if (!is(value, 'string', 'array')) yield mismatch(value, name(member), 'a string or a list of strings');
  for (const item of value.kind === 'array' ? value.items : [])
    if (!is(item, 'string')) yield mismatch(item, `An entry of ${name(member)}`, 'a string');
}

function* conditions(statements: PolicyFacts['statements']): Iterable<Report> {
  for (const { condition } of statements) {
    if (!condition?.value) continue;
    if (!is(condition.value, 'object'))
      yield mismatch(condition.value, '"Condition"', 'an object: {"StringEquals": {"key": "value"}}');
    for (const block of condition.value.kind === 'object' ? condition.value.members : []) {
      if (block.value && !is(block.value, 'object'))
        yield mismatch(block.value, name(block), 'an object: {"key": "value"}');
      for (const member of block.value?.kind === 'object' ? block.value.members : [])
        yield* conditionValues(member);
    }
  }
}

function* conditionValues(member: Member): Iterable<Report> {
  const values = member.value?.kind === 'array' ? member.value.items : member.value ? [member.value] : [];
  for (const value of values)
    if (!is(value, 'string', 'number', 'boolean'))
      yield mismatch(value, `A value of ${name(member)}`, 'a string, a number, or true or false');
}

function is(value: Value, ...kinds: Value['kind'][]): boolean {
  return value.kind === 'hole' || kinds.includes(value.kind);
}

function name(member: Member): string {
  return `"${member.key.value}"`;
}

const words: Record<Value['kind'], string> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  hole: 'not known yet',
};

function mismatch(value: Value, what: string, expected: string): Report {
  return { span: value.span, message: `${what} is ${words[value.kind]} here; write ${expected}.` };
}

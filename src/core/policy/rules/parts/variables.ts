import type { Span, StringValue } from '../../document';
import type { PolicyFacts } from '../../facts';

/** A policy variable, or what was to be one. */
export interface Variable {
  value: StringValue;
  /** In the string's text: from the dollar sign to the closing brace. */
  from: number;
  to: number;
  /** Between the braces, without the default value. */
  name: string;
  closed: boolean;
}

/** So many of one value are reported each; a text that is full of them has one cause. */
const perValue = 20;

/** A variable that is reported; the last of its value says how many more there are. */
export interface ReportedVariable extends Variable {
  more: string;
}

/** The variables that fit, in the elements that take them: the values of conditions, and resources. */
export function* variablesOf(
  { statements }: PolicyFacts,
  fits: (variable: Variable) => boolean,
): Iterable<ReportedVariable> {
  for (const { conditions, resource, notResource } of statements) {
    const resources = [resource, notResource].flatMap((member) =>
      member?.value?.kind === 'array' ? member.value.items : (member?.value ?? []),
    );
    for (const value of [...conditions.flatMap(({ values }) => values), ...resources])
      if (value.kind === 'string') yield* reported([...variablesIn(value)].filter(fits));
  }
}

function reported(variables: readonly Variable[]): ReportedVariable[] {
  const left = variables.length - perValue;
  return variables.slice(0, perValue).map((variable, index) => ({
    ...variable,
    more: left > 0 && index === perValue - 1 ? ` The text has ${left} more of them.` : '',
  }));
}

/** `${*}`, `${?}` and `${$}` stand for the characters themselves. */
export function isCharacter({ name }: Variable): boolean {
  return name === '*' || name === '?' || name === '$';
}

function* variablesIn(value: StringValue): Iterable<Variable> {
  const text = value.value;
  for (let from = text.indexOf('${'); from >= 0; from = text.indexOf('${', from + 2)) {
    const next = text.indexOf('${', from + 2);
    const rest = text.slice(from + 2, next < 0 ? undefined : next);
    const closed = rest.includes('}');
    const inner = closed ? rest.slice(0, rest.indexOf('}')) : (/^[\w:./-]*/.exec(rest)?.[0] ?? '');
    const to = from + 2 + inner.length + (closed ? 1 : 0);
    const name = inner.split(',')[0]?.trim() ?? '';
    yield { value, from, to, name, closed };
  }
}

/** The place of the variable in the document; the whole string where escapes move it. */
export function spanOf({ value, from, to }: Variable): Span {
  const { start, end } = value.span;
  if (end - start !== value.value.length + 2) return value.span;
  return { start: start + 1 + from, end: start + 1 + to };
}

/** The string with the variable replaced. */
export function textWith({ value, from, to }: Variable, replacement: string): string {
  return value.value.slice(0, from) + replacement + value.value.slice(to);
}

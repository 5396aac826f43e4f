import type { Change } from '../../fixes/fix';
import type { StringValue, Value } from '../../document';
import type { ConditionFacts, PolicyFacts } from '../../facts';
import type { Operator } from '../../vocabulary/operators';
import { write } from './entries';
import type { Report } from './rule';

/** One value that does not fit: what to say, and what was intended if that is plain. */
export interface Misfit {
  message: string;
  intended?: string | undefined;
}

/** Checks each value of the conditions under operators of a family, holes left out. */
export function* checkValues(
  { statements }: PolicyFacts,
  applies: (condition: ConditionFacts & { operator: { operator: Operator } }) => boolean,
  misfit: (text: string, condition: ConditionFacts, value: Value) => Misfit | undefined,
): Iterable<Report> {
  for (const { conditions } of statements) {
    for (const condition of conditions) {
      const { operator, values } = condition;
      if (!operator || !applies({ ...condition, operator })) continue;
      for (const value of values) {
        const text = textOf(value);
        const wrong = text === undefined ? undefined : misfit(text, condition, value);
        if (!wrong) continue;
        const fixes = (): Change[] =>
          wrong.intended === undefined ? [] : [write(asString(value), wrong.intended)];
        yield { span: value.span, message: wrong.message, fixes };
      }
    }
  }
}

/** JSON numbers and booleans are as good as their text. */
function textOf(value: Value): string | undefined {
  const scalar = value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean';
  return scalar ? String(value.value) : undefined;
}

function asString(value: Value): StringValue {
  return { kind: 'string', span: value.span, value: '' };
}

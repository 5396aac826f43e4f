import type { StringValue, Value } from '../../document';
import type { PolicyFacts } from '../../facts';
import { quoted } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';

/** Every resource that is not "*", with the element that it stands in. */
export function* resourcesOf({
  statements,
}: PolicyFacts): Iterable<{ value: StringValue; element: Value; negated: boolean }> {
  for (const { resource, notResource } of statements) {
    for (const member of [resource, notResource]) {
      const element = member?.value;
      if (!element) continue;
      for (const value of element.kind === 'array' ? element.items : [element])
        if (value.kind === 'string' && value.value !== '*')
          yield { value, element, negated: member === notResource };
    }
  }
}

/** The key itself, which is all that the Resource of a key policy can be. */
export function starFix(element: Value): Change {
  return {
    title: 'Write "*", which in a key policy is the key itself',
    edits: [{ span: element.span, newText: quoted('*') }],
    anywhere: true,
  };
}

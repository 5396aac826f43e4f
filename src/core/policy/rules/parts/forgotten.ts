import type { Value } from '../../document';
import { replaceString } from '../../fixes/edit';
import type { Report } from './rule';

/** What is missing around a text that names something of the language around the policy. */
export function forgottenIn(value: Value): Report | undefined {
  if (value.kind !== 'string' || value.forgotten === undefined) return undefined;
  return {
    span: value.span,
    message: value.forgotten,
    fixes: () => [
      {
        title: 'Let the names in the text be filled in',
        edits: [replaceString(value, value.value)],
        anywhere: true,
      },
    ],
  };
}

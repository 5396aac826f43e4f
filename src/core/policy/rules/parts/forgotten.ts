import type { Value } from '../../document';
import { replaceString } from '../../fixes/edit';
import type { Report } from './rule';

/** What is missing around a text that names something of the language around the policy. */
export function forgottenIn(value: Value): Report | undefined {
  if (value.kind !== 'string' || value.forgotten === undefined) return undefined;
  const { forgotten } = value;
  return {
    span: value.span,
    message: forgotten.says,
    fixes: () => [
      {
        title: forgotten.fix,
        edits: [replaceString(value, value.value)],
        anywhere: true,
      },
    ],
  };
}

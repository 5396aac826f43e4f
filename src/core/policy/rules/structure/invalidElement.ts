import type { ObjectValue, StringValue } from '../../document';
import { removeMember, replaceString } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { policyElements, statementElements } from '../../vocabulary/limits';
import { closest } from '../../vocabulary/match';
import { analyzerLink } from '../parts/links';
import type { Report, Rule } from '../parts/rule';
import { didYouMean, listed, show } from '../parts/words';

/** Elements that no policy has, mostly misspelt; names are case-sensitive. */
export const invalidElement: Rule = {
  code: 'INVALID_POLICY_ELEMENT',
  severity: 'error',
  summary: 'The policy or a statement has an element that does not exist.',
  link: analyzerLink('error', 'INVALID_POLICY_ELEMENT'),
  *check({ document, statements, text }) {
    if (document.root?.kind === 'object' && !isLoneStatement(document.root))
      yield* unknownIn(document.root, policyElements, 'A policy', text);
    for (const { value } of statements) yield* unknownIn(value, statementElements, 'A statement', text);
  },
};

/** Whether an object stands where a policy should and is a statement: it has an effect, and nothing of a policy. */
export function isLoneStatement({ members }: ObjectValue): boolean {
  const names = new Set(members.map(({ key }) => key.value));
  return names.has('Effect') && !policyElements.some((name) => names.has(name));
}

/** The element that a misspelt name was to be, as far as the object does not have it already. */
export function meantElement(
  key: StringValue,
  object: ObjectValue,
  names: readonly string[],
): string | undefined {
  const intended = closest(key.value, names);
  if (intended === undefined) return undefined;
  return object.members.some((member) => member.key.value === intended) ? undefined : intended;
}

function* unknownIn(
  object: ObjectValue,
  names: readonly string[],
  what: string,
  text: string,
): Iterable<Report> {
  for (const member of object.members) {
    const { key } = member;
    if (names.includes(key.value)) continue;
    const intended = meantElement(key, object, names);
    const message = `${what} has no element ${show(key.value)}, only ${listed(names, 9)}.${didYouMean(intended)}`;
    yield { span: key.span, message, fixes: () => fixes(intended) };

    function fixes(name: string | undefined): Change[] {
      const title = name === undefined ? `Remove ${show(key.value)}` : `Write ${show(name)}`;
      if (name !== undefined) return [{ title, edits: [replaceString(key, name)], anywhere: true }];
      return [{ title, edits: [removeMember(text, object, member)] }];
    }
  }
}

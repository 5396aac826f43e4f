import { typographyEdits } from '../../fixes/typography';
import type { Member, PolicyDocument, SyntaxProblem, Value } from '../../document';
import { insertion, removeMember } from '../../fixes/edit';
import type { Edit, Change } from '../../fixes/fix';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

/** What the parser stumbled over. */
export const jsonSyntax: Rule = {
  code: 'JSON_SYNTAX_ERROR',
  severity: 'error',
  summary: 'The policy is not valid JSON.',
  link: analyzerLink('error', 'JSON_SYNTAX_ERROR'),
  *check({ document }) {
    for (const problem of document.problems) {
      const fixes = (): Change[] => fixesOf(document, problem);
      yield { span: problem.span, message: problem.message, fixes };
    }
  },
};

function fixesOf(document: PolicyDocument, problem: SyntaxProblem): Change[] {
  const fix = (title: string, edit: Edit | undefined): Change[] => (edit ? [{ title, edits: [edit] }] : []);
  if (problem.missing !== undefined)
    return fix('Write the missing comma', insertion(problem.span.start, problem.missing));
  if (problem.kind === 'comment') return fix('Remove the comment', withoutLine(document.text, problem));
  if (problem.kind === 'trailing-comma') return fix('Remove the comma', { span: problem.span, newText: '' });
  if (problem.kind === 'duplicate-key')
    return fix('Remove the first of the two', removeFirst(document, problem.span.start));
  return typographyFix(document.text, problem.span);
}

/** The quotes of a writing program around what is no JSON string, or the blanks that JSON does not know. */
function typographyFix(text: string, { start, end }: SyntaxProblem['span']): Change[] {
  const touching = typographyEdits(text).filter((edits) => {
    const [first, last] = [edits[0]?.span.start ?? 0, edits.at(-1)?.span.end ?? 0];
    return first < end && last > start;
  });
  if (touching.length === 0) return [];
  const quote = touching.some((edits) => edits[0]?.newText === '"');
  return [{ title: quote ? 'Write " around it' : 'Write a plain blank', edits: touching.flat() }];
}

/** The comment, with the blank before it, and with its line where it has one to itself. */
function withoutLine(text: string, { span }: SyntaxProblem): Edit {
  let { start, end } = span;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  const ownLine = (start === 0 || text[start - 1] === '\n') && /^[ \t]*\r?\n/.test(text.slice(end, end + 80));
  if (ownLine) end = text.indexOf('\n', end) + 1;
  return { span: { start, end }, newText: '' };
}

/** The member of the same name before the one at the offset: readers of JSON keep the last. */
function removeFirst(document: PolicyDocument, offset: number): Edit | undefined {
  const stack: Value[] = document.root ? [document.root] : [];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.kind === 'array') stack.push(...value.items);
    if (value.kind !== 'object') continue;
    const twin = value.members.find(({ key }) => key.span.start === offset);
    const first = twin && value.members.find(({ key }) => key.value === twin.key.value);
    if (first) return removeMember(document.text, value, first);
    stack.push(...value.members.flatMap((member: Member) => member.value ?? []));
  }
  return undefined;
}

import type { Here, Member, PolicyDocument, Span, Value } from '../../document';
import { parsePolicy, policyFromValue } from '../../parse';
import { readExpression } from '../hcl/expressions';
import { placedText, smallestIndent } from '../hcl/texts';
import type { PlacedText } from '../hcl/texts';
import type { Heredoc, Quoted } from '../hcl/syntax';
import type { HostedPolicy } from '../language';
import { templateHole } from './holes';
import type { Reached } from './reach';
import { templateText } from './references';
import type { SourceFile } from './sourceFile';

/** A policy that is written as JSON text, in a heredoc or in quotes. */
export function textPolicy(
  file: SourceFile,
  template: Quoted | Heredoc,
  { reason, part, skipsLockoutCheck }: Pick<Reached, 'reason' | 'part' | 'skipsLockoutCheck'>,
  here?: Here,
): HostedPolicy | undefined {
  const placed = placedText(file.text, template);
  const directives = placed.filled.some(({ kind }) => kind === 'directive');
  const read = parseTemplate(placed);
  // What is between directives may not be there: where that is no JSON, nobody knows what it will be.
  if (template.unclosed || (directives && read.problems.length > 0)) return undefined;
  const document: PolicyDocument = {
    ...read,
    ...{ embedded: true, resource: reason.resource, reread: rereadText },
    ...(skipsLockoutCheck && { skipsLockoutCheck }),
    ...(here && { here }),
  };
  const at = (offset: number): number => placed.offsets[offset] ?? template.span.end;
  const toFile = ({ start, end }: Span): Span => ({ start: at(start), end: at(end) });
  return {
    document,
    span: template.span,
    reason,
    ...((part || directives) && { part: true }),
    ...(template.kind === 'quoted' && { escapes: true }),
    toFile,
    fromFile: (offset) =>
      Math.max(
        0,
        placed.offsets.findLastIndex((place) => place <= offset),
      ),
    write: (edits) =>
      edits.map(({ span, newText }) => ({
        span: toFile(span),
        newText: written(newText, file.text, template),
      })),
  };
}

/** New text of the policy as it stands in the file: with escapes in quotes, and indented in a heredoc. */
function written(text: string, file: string, template: Quoted | Heredoc): string {
  const said = templateText(text);
  if (template.kind === 'quoted') return JSON.stringify(said).slice(1, -1);
  const indent = template.flush ? ' '.repeat(smallestIndent(file, template)) : '';
  return said.replace(/\n(?=[^\r\n])/g, `\n${indent}`);
}

/** A changed text is a template, too. */
function rereadText(text: string): PolicyDocument | undefined {
  const heredoc = `<<X\n${text}\nX\n`;
  const template = readExpression(heredoc, 0);
  if (template?.kind !== 'heredoc') return undefined;
  return {
    ...parseTemplate(placedText(heredoc, template)),
    ...{ embedded: true, reread: rereadText },
  };
}

/** JSON in which a part of a string, or a whole value, is filled in; directives are white space. */
function parseTemplate({ text, filled }: PlacedText): PolicyDocument {
  const { root, problems } = parsePolicy(masked(text, filled));
  const places = filled.filter(({ kind }) => kind === 'interpolation');
  const document = root && policyFromValue(withHoles(root, text, places), text);
  return { statements: [], ...document, text, problems };
}

/** The text with letters in the place of what is filled in: in quotes where it is a whole value. */
function masked(text: string, filled: PlacedText['filled']): string {
  let result = '';
  let at = 0;
  let inString = false;
  for (const { start, end, kind } of filled) {
    const before = text.slice(at, start);
    const quotes = before.match(/\\[^]|"/g)?.filter((sign) => sign === '"').length ?? 0;
    inString = quotes % 2 === 0 ? inString : !inString;
    const letters = end - start;
    const value = inString ? '_'.repeat(letters) : `"${'_'.repeat(letters - 2)}"`;
    result += before + (kind === 'directive' ? ' '.repeat(letters) : value);
    at = end;
  }
  return result + text.slice(at);
}

function withHoles(value: Value, text: string, places: readonly Span[]): Value {
  const isFilled = ({ start, end }: Span): boolean =>
    places.some((place) => place.start < end && start < place.end);
  if (value.kind === 'string')
    return isFilled(value.span)
      ? templateHole(value.span, text.slice(value.span.start, value.span.end))
      : value;
  if (value.kind === 'array')
    return { ...value, items: value.items.map((item) => withHoles(item, text, places)) };
  if (value.kind !== 'object') return value;
  if (value.members.some(({ key }) => isFilled(key.span)))
    return { kind: 'hole', span: value.span, name: 'template' };
  return {
    ...value,
    members: value.members.map((member): Member =>
      member.value ? { ...member, value: withHoles(member.value, text, places) } : member,
    ),
  };
}

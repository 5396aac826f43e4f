import type { Completion, Offer } from '../../complete/completion';
import { completionOf } from '../../complete/item';
import type { Setting } from '../../complete/item';
import { escapeSnippet } from '../../complete/snippetText';
import { defaultText, isMark, namedText, snippetTree, withPlaces } from '../../complete/snippetTree';
import type { SnippetTree } from '../../complete/snippetTree';
import type { Json } from '../../fixes/layout';
import { blockLines, blockText, isPlain, memberText } from './layout';
import type { Writing } from './layout';

/**
 * An offer in block style: no commas, and quotes only where YAML needs them or the text has them already.
 * @param scalar how a text is written
 */
export function yamlCompletion(
  offer: Offer,
  index: number,
  setting: Setting,
  scalar: (text: string) => string,
): Completion | undefined {
  const { role, hasColon, span, text } = setting;
  if (role === 'item' && !isBehindDash(setting)) return undefined;
  const completion = completionOf(offer, index, setting);
  const whole = role !== 'key' && offer.snippet !== undefined;
  if (whole) return structured(completion, offer, setting, scalar);
  const quote = /["']/.exec(text.charAt(span.start))?.[0] ?? '';
  const plain = isWord(offer.text) ? offer.text : scalar(offer.text);
  const written = quote === '' || /^[!{]/.test(plain) ? plain : inQuotes(offer.text, quote);
  const takesValue = role === 'key' && hasColon !== true;
  const gap = role === 'value' && text.charAt(span.start - 1) === ':' ? ' ' : '';
  completion.insertText = gap + written;
  if (quote !== '') completion.filterText = inQuotes(offer.text, quote);
  if (!takesValue) return completion;
  completion.snippet = true;
  const { indent, behindName } = placeOf(setting);
  const member = memberSnippet(offer, behindName ? `${indent}  ` : indent, scalar);
  completion.insertText = behindName ? `\n${indent}  ${member}` : member;
  if (behindName) Object.assign(completion, withoutBlanks(setting));
  if (offer.retrigger) completion.retrigger = true;
  return completion;
}

/** What begins on the next line leaves no blanks behind the name. */
function withoutBlanks({ span, text }: Setting): Pick<Completion, 'additionalEdits'> {
  const blanks = / *$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  return blanks === 0
    ? {}
    : { additionalEdits: [{ span: { start: span.start - blanks, end: span.start }, newText: '' }] };
}

/** A new entry needs its dash; one that is there has it before the place. */
function isBehindDash({ span, text }: Setting): boolean {
  const before = text.slice(Math.max(0, span.start - 12), span.start + 1);
  return /-\s+['"]?$/.test(before) || span.end > span.start;
}

function inQuotes(text: string, quote: string): string {
  return quote === "'" ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

const word = /^[A-Za-z][A-Za-z0-9_./@+=-]*(?::[A-Za-z0-9_./@+=*-]+)*$/;

/** Needs no quotes, although it may hold signs that begin something elsewhere. */
function isWord(text: string): boolean {
  return word.test(text) && !/^(y|n|true|false|null|yes|no|on|off|~)$/i.test(text);
}

/** `name: value`, a collection on the lines below. */
function memberSnippet(offer: Offer, indent: string, scalar: (text: string) => string): string {
  const tree = offer.value === undefined ? undefined : snippetTree(offer.value);
  const name = offer.snippet === undefined ? undefined : snippetTree(offer.snippet);
  const key =
    typeof name?.json === 'string' ? withPlaces(name.json, name) : escapeSnippet(keyText(offer.text));
  if (!tree) return `${key}:${offer.value === undefined ? ' ' : ` ${offer.value}`}`;
  const value = blockText(writingOf(tree, scalar), tree.json, `${indent}  `);
  return `${key}:${/^\n/.test(value) ? '' : ' '}${withPlaces(value, tree)}`;
}

function keyText(name: string): string {
  return memberText({ eol: '\n', string: (text) => text }, name, '', '').slice(0, -1);
}

/** A collection at an empty place: behind a dash, behind a name, or on lines of its own. */
function structured(
  completion: Completion,
  offer: Offer,
  setting: Setting,
  scalar: (text: string) => string,
): Completion | undefined {
  const tree = statementsIn(offer.snippet ?? '', setting);
  if (!tree) return undefined;
  const { indent, ownLine } = placeOf(setting);
  const writing = writingOf(tree, scalar);
  let body: string;
  if (setting.role === 'item') {
    const items = Array.isArray(tree.json) ? (tree.json as readonly Json[]) : [tree.json];
    const texts = items.map((item) => blockText(writing, item, `${indent}  `, true));
    body = texts.join(`\n${indent}- `);
  } else if (ownLine) body = blockLines(writing, tree.json, indent).join(`\n${indent}`);
  else {
    body = blockText(writing, tree.json, `${indent}  `);
    if (body.startsWith('\n')) Object.assign(completion, withoutBlanks(setting));
  }
  completion.insertText = withPlaces(body, tree);
  completion.snippet = true;
  if (offer.retrigger) completion.retrigger = true;
  return completion;
}

/** Several statements of one snippet are separated by commas. */
function statementsIn(snippet: string, { role }: Setting): SnippetTree | undefined {
  return role === 'item' ? snippetTree(`[${snippet}]`) : snippetTree(snippet);
}

/**
 * What an editor does not add by itself to the lines of a snippet: it gives each the white space with which the line
 * of the place begins.
 */
function placeOf({ span, text, role }: Setting): { indent: string; ownLine: boolean; behindName: boolean } {
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const [, lead = '', dashes = '', rest = ''] = /^(\s*)((?:- +)*)(.*)$/.exec(line) ?? [];
  const ownLine = dashes === '' && rest === '';
  const behindName = rest !== '';
  if (role === 'item')
    return { indent: ' '.repeat(Math.max(0, line.lastIndexOf('-') - lead.length)), ownLine, behindName };
  return { indent: ' '.repeat(dashes.length), ownLine, behindName };
}

/** Texts with their places: in quotes where the default needs some, in the language's own form where it has one. */
function writingOf(tree: SnippetTree, scalar: (text: string) => string): Writing {
  const string = (text: string): string => {
    if (isMark(text)) return text;
    const source = scalar(namedText(text, tree));
    if (source.startsWith('!')) return source;
    return isPlain(defaultText(text, tree)) ? text : `'${text.replaceAll("'", "''")}'`;
  };
  return { eol: '\n', string };
}

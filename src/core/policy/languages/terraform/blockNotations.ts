import type { Completion, Offer } from '../../complete/completion';
import { completionOf } from '../../complete/item';
import type { Setting } from '../../complete/item';
import { escapeSnippet } from '../../complete/snippetText';
import { isMark, snippetTree, withPlaces } from '../../complete/snippetTree';
import { eolOf, lineIndent } from '../../fixes/layout';
import type { Json } from '../../fixes/layout';
import { hclText, hclWriting, writingAt } from '../hcl/writing';
import type { Entry, Notation } from '../notation';
import { argumentName, argumentValue, isBlock, nestedBlocks, statementBlock } from './blocks';
import { setSnippet, snippetWriting } from './completion';
import { hclNotation, hclQuoted } from './objectNotation';
import { expressionText, quotedText, unwritable } from './references';

/** The words with which blocks of a document begin; `content` of a dynamic block is none that can be moved. */
const header = /(?:statement|principals|not_principals|condition)[ \t]*$/;

/** Where a block begins, of which the entry is what is between its braces. */
function blockStart(text: string, { span }: Entry): number {
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  return span.start - (header.exec(line)?.[0].length ?? 0);
}

const insertion = (at: number, newText: string): ReturnType<Notation['insertItem']> => ({
  span: { start: at, end: at },
  newText,
});

/** Blocks one below the other, each with its word before the brace. */
const blocks: Notation = {
  ...hclNotation,
  string: quotedText,
  removeUpTo: (text, one, next) => ({
    span: { start: blockStart(text, one), end: blockStart(text, next) },
    newText: '',
  }),
  removeBehind: (_, previous, one) => ({
    span: { start: previous.span.end, end: one.span.end },
    newText: '',
  }),
  clear: (text, _container, only) => ({
    span: wholeLines(text, blockStart(text, only), only.span.end),
    newText: '',
  }),
};

/** The lines that something has to itself. */
function wholeLines(text: string, start: number, end: number): { start: number; end: number } {
  const first = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const alone =
    text.slice(first, start).trim() === '' && text.slice(end, next < 0 ? undefined : next).trim() === '';
  return alone && next >= 0 ? { start: first, end: next + 1 } : { start, end };
}

/** The statements of a document. */
export const statementBlocks: Notation = {
  ...blocks,
  item: (text, list, json) =>
    statementBlock(json, indentOfEntries(text, list.items[0]), hclWriting(text, expressionText)),
  insertItem(text, list, source, after) {
    const [first] = list.items;
    const gap = eolOf(text) + eolOf(text) + indentOfEntries(text, first);
    if (after) return insertion(after.span.end, gap + source);
    return insertion(first ? blockStart(text, first) : list.span.start + 1, source + gap);
  },
  completion(offer, index, setting) {
    const tree = offer.snippet === undefined ? undefined : snippetTree(`[${offer.snippet}]`);
    if (!tree || !Array.isArray(tree.json)) return undefined;
    const completion = atWord(completionOf(offer, index, setting), setting);
    const writing = snippetWriting(tree, expressionText);
    const written = (tree.json as readonly Json[]).map((json) => statementBlock(json, '', writing));
    setSnippet(completion, offer, withPlaces(written.join('\n\n'), tree));
    return completion;
  },
};

/** A word that is typed where a block belongs is replaced, and looked for. */
function atWord(completion: Completion, { span, text }: Setting): Completion {
  const word = /[A-Za-z_]*$/.exec(text.slice(Math.max(0, span.start - 40), span.start))?.[0] ?? '';
  completion.span = { start: span.start - word.length, end: span.end };
  completion.filterText = `statement ${completion.label}`;
  return completion;
}

function indentOfEntries(text: string, entry: Entry | undefined): string {
  return entry ? lineIndent(text, blockStart(text, entry)) : '  ';
}

/** The arguments and blocks of a statement. */
export const statementBody: Notation = {
  ...hclNotation,
  insertMember(text, object, { name: element, json }, after) {
    const name = argumentName(element);
    const open = object.span.start + 1;
    const written = object.members.filter(({ span }) => span.start >= open);
    const indent = written[0] ? lineIndent(text, written[0].span.start) : `${lineIndent(text, open)}  `;
    const writing = hclWriting(text, expressionText);
    if (isBlock(name)) {
      const last = written.reduce((end, { span }) => Math.max(end, span.end), open);
      return insertion(
        last,
        `${writing.eol}${writing.eol}${indent}${nestedBlocks(name, json, indent, writing)}`,
      );
    }
    const place = written.findLast(
      ({ key, span }) =>
        !isBlock(argumentName(key.value)) && (!after || span.end <= Math.max(after.span.end, open)),
    );
    const at = place ? lineEnd(text, place.span.end) : open;
    return insertion(
      at,
      `${writing.eol}${indent}${name} = ${hclText(argumentValue(name, json), indent, writing)}`,
    );
  },
  completion(offer, index, setting) {
    const name = argumentName(offer.text);
    if (name === offer.text && setting.role === 'key') return undefined;
    const completion = completionOf(offer, index, setting);
    Object.assign(completion, { label: name, filterText: name });
    const tree =
      setting.hasColon === true || offer.value === undefined ? undefined : snippetTree(offer.value);
    if (!tree) {
      completion.insertText = setting.hasColon === true ? name : `${name} = `;
      return completion;
    }
    const writing = snippetWriting(tree, expressionText);
    setSnippet(completion, offer, elementSnippet(name, tree, writing));
    return completion;
  },
};

function elementSnippet(
  name: string,
  tree: { json: Json; places: readonly string[] },
  writing: ReturnType<typeof snippetWriting>,
): string {
  if (!isBlock(name))
    return (
      escapeSnippet(`${name} = `) + withPlaces(hclText(argumentValue(name, tree.json), '', writing), tree)
    );
  const { json } = tree;
  const open = typeof json === 'object' && json !== null && Object.keys(json).some(isMark);
  if (open) return 'condition {\n\ttest     = "$1"\n\tvariable = "$2"\n\tvalues   = ["$3"]\n}';
  return withPlaces(nestedBlocks(name, json, '', writing), tree);
}

function lineEnd(text: string, offset: number): number {
  const rest = /[ \t]*(?:(?:#|\/\/)[^\r\n]*)?(?=\r?\n|$)/y;
  rest.lastIndex = offset;
  return offset + (rest.exec(text)?.[0].length ?? 0);
}

/** `principals` and `condition`: each member is a block of its own, and its name a text in it. */
function nested(word: string): Notation {
  return {
    ...blocks,
    replaceValue: (text, value, json) => {
      const { indent, writing } = writingAt(text, value.span.start, expressionText);
      const source = nestedBlocks(word, json, indent, writing);
      return { span: value.span, newText: source.slice(source.indexOf('{')) };
    },
    insertMember(text, object, { name, json }, after) {
      const place = after ?? object.members[0];
      const { indent, writing } = writingAt(
        text,
        place ? blockStart(text, place) : object.span.start,
        expressionText,
      );
      const source = nestedBlocks(wordOf(text, place, word), { [name]: json }, indent, writing);
      const gap = `${writing.eol}${writing.eol}${indent}`;
      return insertion(after ? after.span.end : (place?.span.end ?? object.span.end), gap + source);
    },
    completion: namedCompletion,
  };
}

/** `not_principals` stays what it is. */
function wordOf(text: string, place: Entry | undefined, word: string): string {
  if (!place) return word;
  return text.slice(blockStart(text, place), place.span.start).trim() || word;
}

export const principalBlocks: Notation = nested('principals');
export const conditionBlocks: Notation = nested('condition');

/** The one pair of a condition's block; another of the same operator is a block of its own. */
export const conditionPair: Notation = {
  ...hclQuoted,
  insertMember(text, object, { name, json }) {
    const open = text.lastIndexOf('{', object.span.start);
    const close = text.indexOf('}', object.span.end);
    const test = /test\s*=\s*"([^"\n]*)"/.exec(text.slice(open, close))?.[1] ?? '';
    const { indent, writing } = writingAt(
      text,
      blockStart(text, { span: { start: open, end: open } }),
      expressionText,
    );
    const source = nestedBlocks('condition', { [test]: { [name]: json } }, indent, writing);
    return insertion(close + 1, `${writing.eol}${writing.eol}${indent}${source}`);
  },
  completion: namedCompletion,
};

/** A name that is a text of the block, such as `test`; where the block is empty, all of it. */
function namedCompletion(offer: Offer, index: number, setting: Setting): Completion | undefined {
  const completion = completionOf(offer, index, setting);
  if (setting.role === 'key' && setting.hasColon !== true) return undefined;
  completion.insertText = quotedText(offer.text);
  completion.filterText =
    setting.text.charAt(setting.span.start) === '"' ? JSON.stringify(offer.text) : offer.text;
  return completion;
}

/** The words of the data source. */
export const argumentNames: Notation = { ...hclNotation, string: argumentName };

/** What the data source has as a default: it stands nowhere. */
export const impliedText: Notation = { ...hclNotation, string: () => unwritable };

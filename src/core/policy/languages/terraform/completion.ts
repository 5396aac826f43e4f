import type { Completion, Offer } from '../../complete/completion';
import { completionOf } from '../../complete/item';
import type { Setting } from '../../complete/item';
import { escapeSnippet } from '../../complete/snippetText';
import { namedText, snippetTree, withPlaces } from '../../complete/snippetTree';
import type { SnippetTree } from '../../complete/snippetTree';
import { hclText, objectName } from '../hcl/writing';
import type { HclWriting } from '../hcl/writing';

/** An offer in an object or a list: `name = value`, a text, or a snippet. */
export function hclCompletion(
  offer: Offer,
  index: number,
  setting: Setting,
  string: (text: string) => string,
): Completion {
  const { role, hasColon, commaAfter, commaBefore, span, text } = setting;
  const completion = completionOf(offer, index, setting);
  const quoted = text.charAt(span.start) === '"';
  if (quoted) completion.filterText = JSON.stringify(offer.text);
  if (role === 'key') {
    const name = quoted ? JSON.stringify(offer.text) : objectName(offer.text);
    const tree = hasColon === true || offer.value === undefined ? undefined : snippetTree(offer.value);
    if (tree) setSnippet(completion, offer, `${escapeSnippet(name)} = ${treeText(tree, string)}`);
    else completion.insertText = hasColon === true ? name : `${name} = `;
  } else {
    const tree = offer.snippet === undefined ? undefined : snippetTree(offer.snippet);
    if (tree) setSnippet(completion, offer, treeText(tree, string));
    else completion.insertText = string(offer.text);
  }
  const isItem = role === 'item';
  if (commaAfter && (isItem || isSameLine(text, span.end, nextEntry(text, span.end))))
    completion.insertText += ',';
  if (commaBefore !== undefined && (isItem || isSameLine(text, commaBefore, span.start)))
    completion.additionalEdits = [{ span: { start: commaBefore, end: commaBefore }, newText: ',' }];
  return completion;
}

/** What is written has places to fill in. */
export function setSnippet(completion: Completion, { retrigger }: Offer, insertText: string): void {
  completion.insertText = insertText;
  completion.snippet = true;
  if (retrigger) completion.retrigger = true;
}

/** The tree as a snippet; an editor adds the white space of the line. */
export function treeText(tree: SnippetTree, string: (text: string) => string): string {
  return withPlaces(hclText(tree.json, '', snippetWriting(tree, string)), tree);
}

/** Texts with their places. */
export function snippetWriting(tree: SnippetTree, string: (text: string) => string): HclWriting {
  return { eol: '\n', unit: '\t', string: (text) => string(namedText(text, tree)) };
}

function isSameLine(text: string, start: number, end: number): boolean {
  return !text.slice(start, end).includes('\n');
}

function nextEntry(text: string, offset: number): number {
  const found = /\S/.exec(text.slice(offset));
  return offset + (found?.index ?? 0);
}

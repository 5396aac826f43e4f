import type { Span } from '../document';
import type { Completion, Offer } from './completion';
import { escapeSnippet, plainText } from './snippetText';

/** How offers are written at a place. */
export interface Setting {
  span: Span;
  text: string;
  offset?: number;
  role?: 'key' | 'value' | 'item';
  hasColon?: boolean;
  commaBefore?: number;
  commaAfter?: boolean;
  language?: 'json' | 'yaml';
}

/** Offers with quotes, commas, span and order, the likeliest first. */
export function toCompletions(offers: readonly Offer[], setting: Setting): Completion[] {
  const yaml = setting.language === 'yaml' && !inFlow(setting);
  const usable = yaml ? offers.filter((offer) => canBeYaml(offer, setting)) : offers;
  return usable.map((offer, index) => (yaml ? yamlCompletion : jsonCompletion)(offer, index, setting));
}

function jsonCompletion(offer: Offer, index: number, setting: Setting): Completion {
  const { role, hasColon, commaAfter, commaBefore, span, text } = setting;
  const quoted = JSON.stringify(offer.text);
  const takesValue = role === 'key' && hasColon !== true;
  const value = takesValue && offer.value !== undefined ? `: ${offer.value}` : '';
  const snippet = (offer.snippet !== undefined && (role !== 'key' || takesValue)) || value !== '';
  const body = snippet ? (offer.snippet ?? escapeSnippet(quoted)) + value : quoted;
  const completion = common(offer, index, setting);
  completion.insertText = commaAfter ? `${body},` : body;
  completion.snippet = snippet;
  completion.filterText = text[span.start] === '"' ? quoted : offer.text;
  if (snippet && offer.retrigger) completion.retrigger = true;
  if (commaBefore !== undefined)
    completion.additionalEdits = [{ span: { start: commaBefore, end: commaBefore }, newText: ',' }];
  return completion;
}

/** Block style: no commas, and quotes only where YAML needs them or the text has them already. */
function yamlCompletion(offer: Offer, index: number, setting: Setting): Completion {
  const { role, hasColon, span, text } = setting;
  const quote = text[span.start];
  const inQuotes = quote === '"' || quote === "'";
  const written =
    quote === "'" ? `'${offer.text}'` : inQuotes ? JSON.stringify(offer.text) : yamlText(offer.text);
  const takesValue = role === 'key' && hasColon !== true;
  const value =
    takesValue && offer.value !== undefined && !offer.value.includes('\n') ? ` ${offer.value}` : '';
  const completion = common(offer, index, setting);
  completion.insertText = takesValue ? `${escapeSnippet(written)}:${value}` : written;
  completion.snippet = takesValue;
  if (inQuotes) completion.filterText = written;
  if (takesValue && offer.retrigger) completion.retrigger = true;
  return completion;
}

/** What does not depend on how the text is written. Built up, not spread: there may be thousands. */
function common(offer: Offer, index: number, { span, commaAfter, role }: Setting): Completion {
  // Items with a word of caution come last, in their own order.
  const rank = offer.rank + (offer.caution === undefined ? 0 : 5000);
  const completion: Completion = {
    label: offer.label ?? offer.text,
    kind: offer.kind,
    insertText: offer.text,
    snippet: false,
    span,
    filterText: offer.text,
    sortText: String(10_000_000 + rank * 1000 + Math.min(index, 999)),
  };
  const detail = offer.caution ?? offer.detail;
  if (detail !== undefined) completion.detail = detail;
  if (offer.documentation) completion.documentation = offer.documentation;
  if (offer.caution !== undefined) completion.caution = offer.caution;
  if (offer.kind === 'action' && !commaAfter && role === 'item') completion.commitCharacters = [','];
  return completion;
}

/** YAML's flow style is JSON's. */
function inFlow({ text, span, role }: Setting): boolean {
  if (role === undefined) return false;
  const before = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  return /[{[][^}\]]*$/.test(before);
}

/** A snippet of several lines would need the indentation of its place, which only JSON can do without. */
function canBeYaml(offer: Offer, { role, span, text }: Setting): boolean {
  if (offer.kind === 'snippet') return false;
  if (role !== 'item') return true;
  // A new entry needs its dash; one that is there has it before the place.
  return /-\s+['"]?$/.test(text.slice(Math.max(0, span.start - 12), span.start + 1)) || span.end > span.start;
}

const plainYaml = /^[A-Za-z][A-Za-z0-9_./@+=-]*(?::[A-Za-z0-9_./@+=*-]+)*$/;
const reserved = /^(true|false|null|yes|no|on|off|~)$/i;

/** As a plain scalar where YAML reads it as this very text, else in quotes. */
function yamlText(text: string): string {
  return plainYaml.test(text) && !reserved.test(text) ? text : JSON.stringify(text);
}

/** What stands in the text once the completion is accepted and every placeholder keeps its default. */
export function accepted(text: string, completion: Completion): string {
  const inserted = completion.snippet ? plainText(completion.insertText) : completion.insertText;
  const edits = [{ span: completion.span, newText: inserted }, ...(completion.additionalEdits ?? [])];
  return edits
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, newText }) => done.slice(0, span.start) + newText + done.slice(span.end), text);
}

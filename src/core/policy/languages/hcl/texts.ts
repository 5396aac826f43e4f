import type { Heredoc, Quoted, TemplatePart } from './syntax';

/** A text in the file: what it says, and where each of its characters is. */
export interface PlacedText {
  text: string;
  /** For each character, and for the end, its place in the file. */
  offsets: readonly number[];
  /** What is filled in, as places of the text; what is there is the source. */
  filled: readonly { start: number; end: number; kind: TemplatePart['kind'] }[];
}

const escape = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))|\$\$\{|%%\{/y;
const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text of a template. Source: HCL Native Syntax Specification, "Templates" and "Quoted Template". */
export function placedText(file: string, template: Quoted | Heredoc): PlacedText {
  const quoted = template.kind === 'quoted';
  const offsets: number[] = [];
  const filled: { start: number; end: number; kind: TemplatePart['kind'] }[] = [];
  let text = '';
  const add = (said: string, at: number, spread: boolean): void => {
    for (let index = 0; index < said.length; index++) offsets.push(spread ? at + index : at);
    text += said;
  };
  const indent = !quoted && template.flush ? smallestIndent(file, template) : 0;
  for (const { kind, span } of template.parts) {
    if (kind !== 'text') {
      filled.push({ start: text.length, end: text.length + span.end - span.start, kind });
      add(file.slice(span.start, span.end), span.start, true);
      continue;
    }
    let at = span.start;
    while (at < span.end) {
      if (indent > 0 && (at === template.span.start || file.charAt(at - 1) === '\n')) at += indent;
      const [length, said] = characterAt(file, at, quoted);
      if (at + length > span.end) break;
      add(said, at, said.length === length);
      at += length;
    }
  }
  offsets.push(quoted ? template.span.end - (template.unclosed ? 0 : 1) : template.body.end);
  return { text, offsets, filled };
}

/** How many characters of the file the next one of the text takes, and what it is. */
function characterAt(file: string, at: number, quoted: boolean): [number, string] {
  const sign = file.charAt(at);
  if (sign !== '\\' && sign !== '$' && sign !== '%') return [1, sign];
  escape.lastIndex = at;
  const [all = '', short, long, other] = escape.exec(file) ?? [];
  if (all === '' || (all.startsWith('\\') && !quoted)) return [1, sign];
  if (!all.startsWith('\\')) return [3, all.slice(1)];
  const code = Number.parseInt(short ?? long ?? '', 16);
  if (code <= 0x10ffff) return [all.length, String.fromCodePoint(code)];
  return [all.length, other === undefined ? '' : (ownName(other) ?? other)];
}

function ownName(sign: string): string | undefined {
  return Object.hasOwn(named, sign) ? named[sign] : undefined;
}

/** Of the lines of a heredoc that are not empty. */
export function smallestIndent(file: string, { body }: Heredoc): number {
  const lines = file.slice(body.start, body.end).split('\n');
  const widths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  return Math.min(...widths, 10_000) % 10_000;
}

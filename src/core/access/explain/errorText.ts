import { ownValue } from '../../ownValue';
import { joinedLines } from './wrappedLines';

/**
 * An error text as one line, without what terminals, logs, chats, mails and encodings put around and into it.
 * Every pattern reads the text once: logs may be long.
 */
export function errorLine(text: string): string {
  const plain = [withoutEscapes, withoutMarkup, withoutConcatenation].reduce(
    (read, step) => step(read),
    text.replace(colours, '').replace(invisible, ''),
  );
  return joinedLines(plain.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map(withoutFrame)).replace(/\s+/g, ' ');
}

/** ANSI sequences, and what is left of them where the escape character was lost on the way. */
const escape = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const colours = new RegExp(
  `${escape}\\[[0-9;?]*[ -/]*[@-~]|${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)|\\[\\d{0,3}(?:;\\d{1,3}){0,4}m`,
  'g',
);
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** JSON within JSON, and texts in URLs. */
function withoutEscapes(text: string): string {
  const unescaped = text
    .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\+(["'/])/g, '$1')
    .replace(/\\+[nr]/g, '\n')
    .replace(/\\+t/g, ' ');
  return /is(?:%20|\+)not(?:%20|\+)authorized/i.test(unescaped) ? decoded(unescaped) : unescaped;
}

function decoded(text: string): string {
  return text
    .replace(/\+(?=[a-z])/gi, ' ')
    .replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

const entities: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  amp: '&',
  nbsp: ' ',
};

/** HTML and XML, Markdown, and the links that chats and mail programs make of addresses in names of sessions. */
function withoutMarkup(text: string): string {
  return text
    .replace(/&(quot|apos|lt|gt|amp|nbsp);/g, (_, name: string) => ownValue(entities, name) ?? '')
    .replace(/&#(?:x([0-9a-f]{1,4})|(\d{1,5}));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    )
    .replace(/<mailto:([^|<>\s]+)\|[^<>]*>/g, '$1')
    .replace(/\[([^[\]\s]+)\]\((?:mailto|https?):[^()\s]*\)/g, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?(?:a|b|code|em|i|kbd|li|mark|p|pre|span|strong|td|tt|u)(?:\s[^<>]{0,200})?>/gi, '')
    .replace(/`|\*\*(?=\S)|(?<=\S)\*\*/g, '')
    .replace(/[\u201c\u201d\u00ab\u00bb\u201e]/g, '"')
    .replace(/[\u2018\u2019]/g, "'");
}

/** A string that a source text, or a dump of one, puts together over several lines. */
function withoutConcatenation(text: string): string {
  return text.replace(/(["'])[ \t]*[+.&\\]?[ \t]*\r?\n[ \t]*[+.&]?[ \t]*\1/g, '');
}

/** What tools draw or write before each line. The first group that fits is taken off, until none does. */
const frames: readonly RegExp[] = [
  // Box drawing (Terraform, rich), quotes of mails, comments, bullets, the gutter of SOPS and Flux.
  /^[\s\u2500-\u259f|>\u276f]+/,
  /^(?:\/\/|[#;*+•-])\s+/,
  // 2026-01-31T12:00:00.123Z, [2026-01-31 12:00:00,123], 12:00:00, Jan 31 12:00:00 host app[1]:
  /^\[?\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\]?:?(?:\s+|$)/,
  /^\[?\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?\]?(?:\s+|$)/,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: [\w.-]+)?(?: [\w./-]+(?:\[\d+\])?:)?(?:\s+|$)/,
  // klog of Kubernetes: E0131 12:00:00.000000       1 file.go:12]
  /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w.-]+:\d+\]\s*/,
  // Levels, names of containers and pods, steps of BuildKit, numbers of lines.
  /^\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL)\]?:?\s+/,
  /^##\[\w+\]/,
  /^#\d+ (?:\d+\.\d+ )?/,
  /^\[[^[\]\n]{1,120}\]\s+/,
  /^[\w.-]{1,80}\s*[|│]\s/,
  /^\d{1,6}(?:\s*[:|│]\s|\t| {2,})/,
];

function withoutFrame(line: string): string {
  let bare = line;
  for (let round = 0; round < 8; round++) {
    const shorter = frames.reduce((read, frame) => read.replace(frame, ''), bare);
    if (shorter === bare) break;
    bare = shorter;
  }
  // The right side of a box, and the sign that a line goes on.
  return bare.replace(/[\s\u2500-\u259f|\\]+$/, '');
}

import { findAction } from '../../policy/vocabulary/actions';

/** The words of AWS's sentences about denials: a line that ends within one of them goes on without a space. */
const words: ReadonlySet<string> = new Set(
  `user is not authorized to perform on resource the this associated with ciphertext because no does exist in region
   identity-based resource-based policy policies allows allow or explicitly denies access action an a explicit deny
   permissions boundary session service control vpc endpoint`.split(/\s+/),
);

/**
 * Joins lines that were broken for width. Most tools break between words; terminals and some logs break anywhere,
 * also within an ARN, and nothing but the two halves says which it was.
 */
export function joinedLines(lines: readonly string[]): string {
  let joined = '';
  for (const line of lines) {
    if (joined === '' || line === '') joined += joined === '' ? line : ' ';
    else joined += brokeWithin(lastWord(joined), line) ? line : ` ${line}`;
  }
  return joined;
}

// Only the ends matter, and the text may be long.
const lastWord = (text: string): string => /\S*$/.exec(text.slice(-300))?.[0] ?? '';
const firstWords = (text: string): string[] => text.slice(0, 600).split(/\s+/, 2);

const isWord = (text: string): boolean => words.has(text.toLowerCase().replace(/[:.,]$/, ''));

/** @param line what follows on the next line */
function brokeWithin(left: string, line: string): boolean {
  const [right = '', next = ''] = firstWords(line);
  if (left === '' || right === '') return false;
  const both = left + right;
  const arn = /arn:[^\s"']*$/.exec(left)?.[0];
  if (arn !== undefined)
    return !isWord(right) && (goesOn(arn, right) || (!complete.test(arn) && isWord(next)));
  if (/^["'(]*arn:/.test(both)) return true;
  const action = /\bkms:\w+/.exec(both)?.[0];
  if (action !== undefined) return !isWord(right) && findAction(action) !== undefined;
  return isWord(both) && !(isWord(left) && isWord(right));
}

const complete = /:(?:key\/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|root)$/;

/** Whether the next line begins with the rest of an ARN, and not with a word of another sentence. */
function goesOn(arn: string, right: string): boolean {
  if (complete.test(arn)) return false;
  const open = arn.split(':').length < 6 || /[/:=@._-]$/.test(arn);
  return open
    ? /^[\w+=,.@/:*-]/.test(right)
    : /^[\w+=,.@/-]*[\d/=@-][\w+=,.@/-]*["']?$|^[0-9a-f]+["']?$/.test(right);
}

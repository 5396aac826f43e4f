/** Invisible, and no blank: the text reads, wraps and is spoken as before. */
const invisible = '\u200B';

/**
 * Text of AWS, of a file or of a person for labels in which the editor draws icons for `$(…)`: Quick Picks, the
 * status bar, language status. The editor's own escape, a backslash, is lost where a Quick Pick highlights a match
 * (`HighlightedLabel` renders each piece on its own); a sign between `$` and `(` holds in every piece.
 */
export function plainLabel(text: string): string {
  return text.replace(/\$(?=\()/g, `$&${invisible}`);
}

/** The same for notices, in which the editor draws `[text](address)` as a link, also to a command. */
export function plainNotice(text: string): string {
  return plainLabel(text).replace(/\](?=\()/g, `$&${invisible}`);
}

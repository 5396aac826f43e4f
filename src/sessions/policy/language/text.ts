/** One version of a text, as an editor, a language server or a tool has it. */
export interface TextDocument {
  readonly uri: string;
  /** Grows with each change. */
  readonly version: number;
  /** The editor's id of its language. */
  readonly languageId: string;
  /** May be made when it is asked for: the text of other documents is not even looked at. */
  readonly text: string;
}

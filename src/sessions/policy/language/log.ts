/** Where what goes wrong by the way is noted; nobody asked, so nobody is told. */
export interface LanguageLog {
  /** `doing` completes "Could not …". */
  failure(doing: string, error: unknown): void;
  debug(message: string): void;
}

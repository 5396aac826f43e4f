import type { PolicyDocument, Span, SyntaxProblem } from '../document';
import type { Edit, Fix } from '../fixes/fix';
import type { Severity } from '../rules/parts/rule';

/** A key policy in a file, whatever the file is written in. Offsets of `document` are those of `document.text`. */
export interface HostedPolicy {
  document: PolicyDocument;
  /** Where the policy, or the part of it that `document` holds, is in the file; absent where it is the whole file. */
  span?: Span;
  /** Why it is taken for a key policy; absent where the whole file is one. */
  reason?: Reason;
  /** What it is the policy of, where the file does not show it: findings begin with it. */
  subject?: string;
  /** `document` holds only statements that may become a part of the policy: the policy as a whole cannot be judged. */
  part?: true;
  /** A place of `document` in the file; undefined where the file has nothing there that can be shown or written. */
  toFile: (span: Span) => Span | undefined;
  /** A place of the file in `document`. */
  fromFile: (offset: number) => number;
  /** New text is written with escapes: the places of a snippet would be lost. */
  escapes?: true;
  /** What the language itself makes of the text, which no check of a policy sees. */
  remarks?: readonly Remark[];
  /** Edits of the file with what the language's formatter would change beside them. */
  layOut?: (edits: readonly Edit[]) => Edit[];
  /** Edits of `document` as edits of the file; undefined where they reach beyond the policy, or cannot be written. */
  write(edits: readonly Edit[]): Edit[] | undefined;
}

/** A finding that a host language makes itself; places and edits are the file's. */
export interface Remark {
  code: string;
  severity: Severity;
  link: string;
  span: Span;
  message: string;
  fix?: Fix;
}

/** What makes a text a key policy: it is that property of such a resource. */
export interface Reason {
  type: string;
  resource: string;
  property: string;
}

/** What was read of a file. */
export interface Reading {
  policies: readonly HostedPolicy[];
  /** What could not be read, outside of the policies; places are the file's. */
  problems: readonly SyntaxProblem[];
  /** It is a file of that language without doubt: where it has no policy, nothing was overlooked. */
  certain: boolean;
  /** Where a policy is half-typed, and so was read in part: an editor is silent about it. */
  unread?: readonly Span[];
  /** What makes the next reading of nearly the same text cheaper; the language alone knows its form. */
  memory?: unknown;
}

/** A file as an editor or a command line knows it. */
export interface HostFile {
  name: string;
  text: string;
  /** The editor's id of its language. */
  editorLanguage?: string;
}

/** A language in which key policies are written, alone or among other things. */
export interface HostLanguage {
  id: string;
  /** Ids that editors have for it. */
  editorLanguages: readonly string[];
  /** Globs of files that editors have no language for. */
  patterns: readonly string[];
  /** Whether a file is written in it, by name, editor and first letters. */
  isLanguageOf(file: HostFile): boolean;
  /** Whether the text may hold a key policy: cheap enough to ask of every file. */
  mayHoldPolicy(text: string): boolean;
  /** The largest text that is read, in characters. */
  largest: number;
  /** A policy that is a whole file is written in the same language: what is not certain may be one. */
  alsoWhole?: true;
  /** Whether a file beside it is read as one with it: what is in one decides about the other. */
  isCompanion?: (name: string) => boolean;
  /** Reads any text; `before` is what was read of an earlier version of it. */
  read(text: string, before?: Reading, companions?: readonly HostFile[]): Promise<Reading>;
  /** The same for completion: with what an empty place may become. Undefined where it is the same as `read`. */
  readAt(
    text: string,
    offset: number,
    before?: Reading,
    companions?: readonly HostFile[],
  ): Promise<Reading | undefined>;
  /** Whether a blank that is typed brings up the list. `before` is the line up to the cursor, with the blank. */
  blankCompletes: (before: string) => boolean;
}

/** The innermost policy at a place of the file. */
export function policyAt(policies: readonly HostedPolicy[], offset: number): HostedPolicy | undefined {
  return policies.findLast(({ span }) => !span || (span.start <= offset && offset <= span.end));
}

import type { Verdict } from '../keys/allowed';
import type { Key, KeyRef } from '../keys/model';

/** What a command works on. The host knows which arguments each kind may bring. */
export type Target =
  | 'nothing'
  /** A key; asked for where none is given. */
  | 'key'
  /** A key, or all selected ones. */
  | 'keys'
  | 'alias'
  | 'place'
  | 'connection'
  /** A grant of a key. */
  | 'grant'
  /** A row of the tree, or all of them. */
  | 'row'
  /** A key whose row is to be shown. */
  | 'shown-key'
  /** A policy file; the active editor where none is given. */
  | 'file'
  | 'file-and-key'
  | 'file-or-key'
  /** The text of an error, and the key that it is about. */
  | 'error'
  /** What is selected, the file, or the key that a menu was opened on; asked for where none is given. */
  | 'data';

/** What decides whether a command suits a key. */
export interface Candidate {
  ref: KeyRef;
  /** As KMS describes it; undefined while that is not known. */
  key: Key | undefined;
  pinned: boolean;
  /** With the prefix `alias/`. */
  aliases: readonly string[];
}

/** Which keys a command suits. */
export interface Fit {
  /** Says that it suits no key, without a full stop: "No key here can be enabled". */
  none: string;
  /** The word of a row whose menu offers the command. */
  token: string;
  /** Whether it suits the key, and if not, why; undefined while too little is known of the key. */
  verdict(candidate: Candidate): Verdict | undefined;
}

/** A group of a menu and the place in it, in the editor's notation: `2_state@1`, `inline@1`. */
type Position = `${string}@${number}`;

interface Common {
  /** What people read in menus and in the palette. */
  title: string;
  /** Id of a product icon. */
  icon?: string;
  /** Changes something in AWS: hidden and refused in read-only mode. */
  changes?: true;
  /** Also works in a workspace that is not trusted. */
  untrusted?: true;
  /** In the title of the view; `when` narrows it to a state of the view. */
  view?: { at: Position; when?: string };
  /** In the title of an editor. */
  editor?: { at: Position; when: string };
  /** In the submenu of editors and files. */
  data?: { at: Position; when?: string };
  /** When the palette offers it; always without. */
  palette?: string;
}

/** A command for which a key can be chosen: its menu entries stand on the rows of keys that it suits. */
interface OnKey {
  target: 'key' | 'keys' | 'file-or-key' | 'file-and-key' | 'alias' | 'error';
  fits: Fit;
  rows?: readonly Position[];
}

/** Any other command: its menu entries stand on the rows that have the word. */
interface OnOther {
  target: Exclude<Target, 'key' | 'keys' | 'file-or-key'>;
  fits?: never;
  rows?: Readonly<Record<Position, string>>;
}

/** Whether a connection must be open; commands on a key need one only where no key is given. */
interface Needs {
  needsConnection?: true;
}

/** One command of the extension, whoever offers it: a menu, the palette, a page. */
export type Command = Common & Needs & (OnKey | OnOther);

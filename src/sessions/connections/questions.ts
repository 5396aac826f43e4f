import type { Connection } from '../../core/ports';

/** A connection to choose, with what a person can tell it by. */
export interface ConnectionChoice {
  connection: Connection;
  /** `active` is the one that commands use where none is named. */
  state: 'active' | 'open' | 'closed';
}

/** Asks for one connection; the choices are in the order in which they are shown. */
export interface ConnectionQuestion {
  /** `which`: one of those that are open, for a command that was given none. */
  kind: 'open' | 'switch' | 'which';
  choices: readonly ConnectionChoice[];
}

/** A Region to show in the tree, or not. */
export interface RegionChoice {
  region: string;
  /** What AWS calls it; absent where it is not one that we know. */
  name?: string;
  shown: boolean;
}

export interface RegionsQuestion {
  connection: Connection;
  choices: readonly RegionChoice[];
}

/** What the flows ask a person; undefined where the question was dismissed, and then nothing changes. */
export interface ConnectionQuestions {
  /** The id of the connection. */
  choose(question: ConnectionQuestion): Promise<string | undefined>;
  chooseRegions(question: RegionsQuestion): Promise<readonly string[] | undefined>;
}

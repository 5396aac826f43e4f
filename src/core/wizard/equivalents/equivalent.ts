/** The same key as text for another tool, or why that tool cannot make it. */
export type Equivalent = { text: string } | { unavailable: string };

/** What the texts name besides the draft. */
export interface CommandSetting {
  region: string;
  /** Absent where the connection is none of the shared config file. */
  profile?: string;
}

export type ParsedPolicy = Record<string, unknown>;

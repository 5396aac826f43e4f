/** How a version of a policy came to be. */
export type VersionOrigin = 'opened' | 'saved' | 'changed-elsewhere';

/** The text of a key's policy as it was at a time, in milliseconds since 1970. */
export interface Version {
  text: string;
  time: number;
  origin: VersionOrigin;
}

/** More of one key's versions than anybody goes back to. */
const mostVersions = 50;

/** The versions of policies that this session has seen, by the ARN of their key. */
export class VersionHistory {
  readonly #byKey = new Map<string, Version[]>();

  /** Notes a version; one that is the same as the last is none. */
  note(arn: string, version: Version): void {
    const versions = this.#byKey.get(arn) ?? [];
    if (versions.at(-1)?.text === version.text) return;
    this.#byKey.set(arn, [...versions, version].slice(-mostVersions));
  }

  /** The latest first. */
  of(arn: string): readonly Version[] {
    return (this.#byKey.get(arn) ?? []).toReversed();
  }
}

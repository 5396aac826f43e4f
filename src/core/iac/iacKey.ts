import { isRecord } from '../json';
import type { NewKey } from '../keys/model';

/** What the texts for other tools describe: a key that is to be made, or one that exists. */
export interface IacKey extends NewKey {
  /** With the prefix `alias/`; the first one names the resources. */
  aliases: readonly string[];
  /** Absent where the key does not rotate automatically. */
  rotationPeriodDays?: number;
  /** Absent where the key is enabled, as every new key is. */
  disabled?: true;
  /** The primary key's ARN where the key is a replica. */
  primaryArn?: string;
  /** Absent while the key is still to be made. */
  existing?: { keyId: string; arn: string };
  /** What could not be read of an existing key, as sentences. The texts say so where they lack it. */
  unread?: readonly string[];
}

/** The same key as text for another tool, or why that tool cannot make it. */
export type IacText = { text: string } | { unavailable: string };

/** Where and as whom commands run. */
export interface CommandSetting {
  region: string;
  /** Absent where the connection is none of the shared config file. */
  profile?: string;
  /** Absent where commands go to AWS's own endpoint. */
  endpoint?: string;
}

export type ParsedPolicy = Record<string, unknown>;

/** The policy as an object; undefined where the text is not one. */
export function parsedPolicy(text: string): ParsedPolicy | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    // The caller says so in words; where the mistake is, the policy's own findings tell.
    return undefined;
  }
}

/** The sentences as comment lines, each ended; nothing where there are none. */
export function commentLines(mark: '#' | '//', sentences: readonly string[]): string {
  return sentences.map((sentence) => `${mark} ${sentence.replace(/\s+/g, ' ')}\n`).join('');
}

/** A name for each alias, in order, that no other has; made of the alias by `nameOf`. */
export function uniqueNames(aliases: readonly string[], nameOf: (alias: string) => string): string[] {
  const taken = new Set<string>();
  return aliases.map((alias) => {
    const wanted = nameOf(alias);
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
    taken.add(name);
    return name;
  });
}

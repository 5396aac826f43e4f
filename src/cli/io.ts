import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** What a command needs of the terminal; a test passes its own. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  /** The text of a file; of standard input for `-`. */
  read(path: string): Promise<string>;
  /** The other files of the folder in which a file is; absent where there are no folders. */
  beside?(path: string): Promise<readonly string[]>;
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** The real terminal. */
export const processIo: CliIo = {
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  read: async (path) => decoded(path === '-' ? await buffer(process.stdin) : await readFile(path)),
  beside: async (path) => {
    const folder = dirname(path);
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
    return files.filter((file) => file !== join(path)).sort();
  },
  now: () => Date.now(),
};

/** @throws where the bytes are no UTF-8: guessing would find mistakes that are not in the file. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new Error('it is UTF-16; save it as UTF-8, which is what KMS takes.');
  try {
    // The byte order mark stays: KMS does not take it, and the check of the characters says so.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Error('it is not UTF-8 text.', { cause });
  }
}

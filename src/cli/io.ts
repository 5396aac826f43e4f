import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/** What a command needs of the terminal; a test passes its own. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  /** The text of a file; of standard input for `-`. */
  read(path: string): Promise<string>;
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** The real terminal. */
export const processIo: CliIo = {
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  read: (path) => (path === '-' ? text(process.stdin) : readFile(path, 'utf8')),
  now: () => Date.now(),
};

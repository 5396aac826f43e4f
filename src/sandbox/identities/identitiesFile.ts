import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from '../store/aside';
import type { Notice } from '../store/aside';
import { readSealed, writePrivately, writeSealed } from './privateFiles';

const IAM_FILE = 'iam.json';
/** What `iam.json` said when it was last read, and how to tell an edit from damage. */
const LAST_READ = 'iam.last.json';

interface LastRead {
  text: string;
  /** Changes whenever somebody writes the file. */
  version: string;
  /** Set aside as damaged, but may come back: then it was an edit after all. */
  refused?: string;
}

/**
 * The file of users and roles. People edit it, so it cannot hold its own checksum: what it said when it was last read
 * is kept beside it. Where it differs although nobody wrote it, or by a single bit, the disk has changed it.
 */
export class IdentitiesFile {
  readonly path: string;
  readonly #lastReadPath: string;
  #version: string | undefined;

  constructor(folder: string) {
    this.path = join(folder, IAM_FILE);
    this.#lastReadPath = join(folder, LAST_READ);
  }

  /** At the start: makes the file where there is none, and puts back what it said where it was damaged. */
  open(beginning: object, notices: Notice[]): void {
    const last = this.#lastRead();
    if (existsSync(this.path)) this.#checkAgainst(last, notices);
    if (!existsSync(this.path)) writePrivately(this.path, textOf(beginning));
    this.#version = this.#versionNow();
  }

  /** Was it written since it was last read? */
  isEdited(): boolean {
    const version = this.#versionNow();
    // Away for a moment, as when an editor saves.
    if (version === undefined || version === this.#version) return false;
    this.#version = version;
    return true;
  }

  /** As JSON. Throws where it is not. */
  read(): unknown {
    return JSON.parse(decoded(readFileSync(this.path)));
  }

  /** What was read is in force: from now on, it is what the file should say. */
  accept(): void {
    const bytes = readFileSync(this.path);
    const version = this.#versionNow() ?? '';
    const last = this.#lastRead();
    const text = bytes.toString('utf8');
    if (last?.text === text && last.version === version) return;
    // Without it, damage cannot be told at the next start; with the identities themselves nothing is wrong.
    if (bytes.equals(Buffer.from(text, 'utf8')))
      writeSealed(this.#lastReadPath, { text, version } satisfies LastRead);
  }

  #checkAgainst(last: LastRead | undefined, notices: Notice[]): void {
    if (!last || statSync(this.path).isDirectory()) return;
    const bytes = readFileSync(this.path);
    const expected = Buffer.from(last.text, 'utf8');
    if (bytes.equals(expected) || last.refused === bytes.toString('base64')) return;
    if (last.version !== this.#versionNow() && !differByOneBit(bytes, expected)) return;
    const aside = setAside(this.path);
    writePrivately(this.path, last.text);
    const version = this.#versionNow() ?? '';
    writeSealed(this.#lastReadPath, {
      ...last,
      version,
      refused: bytes.toString('base64'),
    } satisfies LastRead);
    notices.push({
      kind: 'identities-invalid',
      message: `${this.path} was damaged: it is not what it was when it was last read, as after an error of the disk. It was set aside as ${aside}, and what it said before is in force. If it was edited, copy it back.`,
      file: aside,
    });
  }

  #lastRead(): LastRead | undefined {
    const content = readSealed(this.#lastReadPath) as Partial<LastRead> | undefined;
    return typeof content?.text === 'string' && typeof content.version === 'string'
      ? (content as LastRead)
      : undefined;
  }

  #versionNow(): string | undefined {
    const stats = statSync(this.path, { throwIfNoEntry: false });
    return stats && `${stats.mtimeMs}/${stats.size}/${stats.ino}`;
  }
}

/** Editors on Windows begin files with a byte order mark. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new Error('it is in UTF-16; save it as UTF-8');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function differByOneBit(one: Buffer, other: Buffer): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const difference = (one[at] ?? 0) ^ (other[at] ?? 0);
  return (difference & (difference - 1)) === 0 && one.subarray(at + 1).equals(other.subarray(at + 1));
}

function textOf(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

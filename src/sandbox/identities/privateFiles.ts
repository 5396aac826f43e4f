import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivately(file: string, text: string): void {
  const temporary = `${file}.new`;
  try {
    writeFileSync(temporary, text, { mode: 0o600, flush: true });
    renameSync(temporary, file);
  } catch (reason) {
    rmSync(temporary, { force: true });
    throw reason;
  }
}

/** Writes what only this program writes, with a checksum of it. */
export function writeSealed(file: string, content: object): void {
  writePrivately(file, `${JSON.stringify({ ...content, checksum: checksumOf(content) }, null, 2)}\n`);
}

/** What `writeSealed` wrote; also without a checksum, as version 0.1.0 did. Undefined where it is missing or damaged. */
export function readSealed(file: string): object | undefined {
  try {
    return sealedContent(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Whoever has to tell it reads the file with `sealedContent`.
  }
}

/** The content of a text that `writeSealed` wrote. Throws where it is damaged. */
export function sealedContent(text: string): object {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('it is not a JSON object');
  const { checksum, ...content } = parsed as Record<string, unknown>;
  if (checksum !== undefined && checksum !== checksumOf(content))
    throw new Error('its checksum does not fit what it holds');
  return content;
}

function checksumOf(content: object): string {
  return crc32(JSON.stringify(content)).toString(16).padStart(8, '0');
}

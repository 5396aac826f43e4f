import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { KmsError } from '../core/errors';

/**
 * Writes all parts to a file beside the target, which takes its place once everything has come; before that, and
 * where anything fails, the target stays as it was and nothing else is left.
 * @param isSecret nobody else may read it
 */
export async function saveWhole(
  target: string,
  parts: AsyncIterable<Uint8Array>,
  isSecret: boolean,
): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  try {
    await pipeline(
      parts,
      createWriteStream(beside, { flags: 'wx', mode: isSecret ? 0o600 : 0o666, flush: true }),
    );
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw unwritable(basename(target), error);
  }
}

/** Source: errno(3). */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOENT: 'the folder is not there any more',
  EISDIR: 'there is a folder of that name',
  EFBIG: 'the file system takes no file of that size',
};

function unwritable(name: string, error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !Object.hasOwn(reasons, code)) return error;
  const text = `${name} cannot be written: ${reasons[code] ?? code}. Nothing was left.`;
  return new KmsError('not-possible', text, { cause: error });
}

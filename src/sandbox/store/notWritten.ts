import { DamagedStateError } from './content';

/** Changes could not be written down. They were taken back: nothing has changed. */
export class NotWrittenError extends Error {
  override readonly name = 'NotWrittenError';
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
  EROFS: 'The disk is read-only',
  EIO: 'The disk reports an error',
  EFBIG: 'A file would become larger than the disk takes',
};

/** Names the disk, and what it said. */
export function notWritten(folder: string, cause: unknown): Error {
  if (cause instanceof NotWrittenError || cause instanceof DamagedStateError) return cause;
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const reason = new Map(Object.entries(reasons)).get(code) ?? 'The state could not be written';
  return new NotWrittenError(
    `${reason}: the sandbox cannot write to ${folder} (${code || message}). Nothing was changed. Try again once the disk takes files.`,
    { cause },
  );
}

import { createReadStream, constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Stats } from 'node:fs';
import { posix } from 'node:path';
import * as vscode from 'vscode';
import { readGiven } from '../../core/crypto/draft';
import type { Wanted } from '../../core/crypto/encodings';
import { KmsError } from '../../core/errors';
import { only, type Handed } from '../../sessions/crypto/handed';

/** More than any ciphertext in any encoding; what is larger is read only as a message to be signed, part by part. */
const mostRead = 64 * 1024;

/** A file that is handed over. On another file system than the machine's own it is read whole. */
export async function fileHanded(uri: vscode.Uri, wanted: Wanted): Promise<Handed> {
  return uri.scheme === 'file' ? localFile(uri.fsPath, wanted) : distantFile(uri, wanted);
}

async function localFile(path: string, wanted: Wanted): Promise<Handed> {
  const name = basename(path);
  const before = await told(name, () => stat(path));
  if (!before.isFile()) throw notPossible(`${name} is no file but a folder or the like. Choose a file.`);
  const { size } = before;
  const start = await told(name, () => startOf(path, before));
  const content = size > mostRead ? undefined : start;
  return {
    ...{ source: 'file', name, size, read: readGiven(content, wanted, start) },
    stream: (signal) => parts(path, before, signal),
  };
}

/** All of it, or as much as is looked at beforehand. */
async function startOf(path: string, before: Stats): Promise<Buffer> {
  // Not to wait for ever where the file has become a pipe.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const content = Buffer.alloc(Math.min(before.size, mostRead));
    const { bytesRead } = await file.read(content, 0, content.length, 0);
    const after = await file.stat();
    if (bytesRead !== content.length || hasChanged(before, after)) throw changedMeanwhile(basename(path));
    return content;
  } finally {
    await file.close();
  }
}

async function* parts(path: string, before: Stats, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const name = basename(path);
  let length = 0;
  try {
    for await (const part of createReadStream(path, { signal, highWaterMark: 1024 * 1024 })) {
      length += (part as Buffer).length;
      yield part as Buffer;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw unreadable(name, error);
  }
  const after = await told(name, () => stat(path));
  if (length !== before.size || hasChanged(before, after)) throw changedMeanwhile(name);
}

function hasChanged(before: Stats, after: Stats): boolean {
  return after.size !== before.size || after.mtimeMs !== before.mtimeMs || after.ino !== before.ino;
}

async function distantFile(uri: vscode.Uri, wanted: Wanted): Promise<Handed> {
  const name = posix.basename(uri.path);
  const content = await told(name, async () => vscode.workspace.fs.readFile(uri));
  const start = content.subarray(0, mostRead);
  const read = readGiven(content.length > mostRead ? undefined : content, wanted, start);
  return { source: 'file', name, size: content.length, read, stream: () => only(content) };
}

async function told<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof KmsError ? error : unreadable(name, error);
  }
}

/** Source: errno(3). */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there any more',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

function unreadable(name: string, error: unknown): KmsError {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const why = Object.hasOwn(reasons, code) ? reasons[code] : message;
  return new KmsError('not-possible', `${name} cannot be read: ${why ?? code}.`, { cause: error });
}

function changedMeanwhile(name: string): KmsError {
  return notPossible(`${name} changed while it was read. Nothing was sent; try again.`);
}

function notPossible(text: string): KmsError {
  return new KmsError('not-possible', text, { remedy: 'retry' });
}

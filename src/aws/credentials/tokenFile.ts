import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ownValue } from '../../core/ownValue';

/** What a token file of the AWS CLI holds; undefined where there is none that can be read as one. */
export async function readTokenFile(file: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    // No file, or half of one: either way nobody is signed in.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}

/** Writes a renewed token where the CLI looks for it: whole or not at all, for its owner alone. */
export async function writeTokenFile(file: string, token: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(token, null, 2), { mode: 0o600 });
  await rename(draft, file);
}

/** A text that a token must hold. */
export function textIn(token: Record<string, unknown> | undefined, key: string): string | undefined {
  const value = token && ownValue(token, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A date that a token must hold, in milliseconds; undefined where it is none. */
export function dateIn(token: Record<string, unknown> | undefined, key: string): number | undefined {
  // botocore wrote “2020-06-17T10:02:08UTC” for some time.
  const time = Date.parse(textIn(token, key)?.replace(/UTC$/, 'Z') ?? '');
  return Number.isNaN(time) ? undefined : time;
}

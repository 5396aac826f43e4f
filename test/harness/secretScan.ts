import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A secret as it could be written down: as it is, in Base64 (of both alphabets) and in hexadecimal (of both cases). */
function formsOf(secret: Uint8Array): Buffer[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const texts = [
    ...[bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')],
    ...[hex, hex.toUpperCase()],
  ];
  return [bytes, ...texts.map((text) => Buffer.from(text))];
}

/** What a scan has looked at, and where it found the secret: paths of files, or `browser`. */
export interface Scan {
  searched: number;
  found: string[];
}

/** Looks for a secret in all files below a folder. */
export async function filesWith(folder: string, secret: Uint8Array): Promise<Scan> {
  const forms = formsOf(secret);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const scan: Scan = { searched: 0, found: [] };
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // A file may be gone by now, or one that cannot be read, such as a socket.
    const content = await readFile(path).catch(() => undefined);
    if (content === undefined) continue;
    scan.searched++;
    if (forms.some((form) => content.includes(form))) scan.found.push(path);
  }
  return scan;
}

/** Looks for a secret in all that the workbench has stored in the browser. */
export async function browserWith(page: Page, secret: Uint8Array): Promise<Scan> {
  const stored = Buffer.from(await page.evaluate<string>(everythingStored), 'latin1');
  const isThere = formsOf(secret).some((form) => stored.includes(form));
  return { searched: stored.length, found: isThere ? ['browser'] : [] };
}

/** Answers all that is stored in the browser as one text, a character a byte. Runs in the page. */
const everythingStored = `(async () => {
  const promised = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The storage cannot be read.'));
  });
  const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const database = await promised(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await promised(database.transaction(store).objectStore(store).getAll());
      for (const value of values)
        parts.push(value instanceof Uint8Array ? Array.from(value, (byte) => String.fromCharCode(byte)).join('') : JSON.stringify(value));
    }
    database.close();
  }
  return parts.join('\\n');
})()`;

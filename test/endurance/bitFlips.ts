import { randomInt } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Acknowledged } from './account';
import { rounds, start, timeLeft } from './program';

const FILES =
  /^(state\.json|state\.index|journal-\d+\.jsonl|iam\.json|iam\.last\.json|credentials\.json|wrapping\.key)$/;

/** Flips one bit of one file of a sandbox that is not running: nothing may be missing that is not told. */
const original = mkdtempSync(join(tmpdir(), 'sandbox-bits-'));
const acknowledged = new Acknowledged();
const first = await start(original);
for (let made = 0; made < 20; made++) await acknowledged.work(first.kms);
await first.end('SIGTERM');
const second = await start(original);
const identities = JSON.stringify(second.identities);
for (let made = 0; made < 10; made++) await acknowledged.work(second.kms);
// A journal is left beside the snapshot.
await second.end('SIGKILL');
rmSync(join(original, 'lock.json'), { force: true });

const count = rounds(200);
const files = readdirSync(original).filter((name) => FILES.test(name));
const outcomes = { harmless: 0, told: 0, silent: [] as string[] };
let tried = 0;
for (; tried < count && timeLeft(); tried++) {
  const name = files[tried % files.length] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-bit-'));
  cpSync(original, folder, { recursive: true, preserveTimestamps: true });
  const bytes = readFileSync(join(folder, name));
  const bit = randomInt(Math.max(1, bytes.length * 8));
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(join(folder, name), bytes);
  // One that does not start, or hangs, is as bad as one that says nothing.
  const outcome = await outcomeIn(folder).catch((error: unknown) => String(error));
  if (outcome !== 'harmless' && outcome !== 'told') outcomes.silent.push(`${name}, bit ${bit}: ${outcome}`);
  else outcomes[outcome]++;
  rmSync(folder, { recursive: true });
}
rmSync(original, { recursive: true });
process.stdout.write(
  `${tried} of ${count} flipped bits in ${files.join(', ')}: ${outcomes.harmless} harmless, ${outcomes.told} told, ${outcomes.silent.length} harmful and not told.\n`,
);
for (const one of outcomes.silent) process.stdout.write(`${one}\n`);
if (outcomes.silent.length > 0) process.exitCode = 1;

async function outcomeIn(folder: string): Promise<'harmless' | 'told' | 'silent'> {
  const running = await start(folder);
  const wrong = await acknowledged.missing(running.kms).catch((error: unknown) => [String(error)]);
  if (JSON.stringify(running.identities) !== identities) wrong.push('the identities');
  const told = running.notices.length > 0;
  await running.end('SIGKILL');
  if (told) return 'told';
  return wrong.length === 0 ? 'harmless' : 'silent';
}

import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Acknowledged } from './account';
import { rounds, start, timeLeft } from './program';

const WORKERS = 8;
const LONGEST_MS = 600;

/** Kills a sandbox under load, again and again: nothing that it acknowledged may be missing afterwards. */
const folder = mkdtempSync(join(tmpdir(), 'sandbox-kills-'));
const acknowledged = new Acknowledged();
const count = rounds(50);
let lost: string[] = [];
let notices = 0;
let round = 0;
while (round < count && lost.length === 0 && timeLeft()) {
  round++;
  const running = await start(folder);
  notices += running.notices.length;
  lost = await acknowledged.missing(running.kms);
  let alive = true;
  const workers = Array.from({ length: WORKERS }, async () => {
    while (alive) await acknowledged.work(running.kms).catch(() => (alive = false));
  });
  await new Promise((resolve) => setTimeout(resolve, randomInt(LONGEST_MS)));
  // Now and then it is told to end instead, so that snapshots are written, too.
  await running.end(round % 4 === 0 ? 'SIGTERM' : 'SIGKILL');
  alive = false;
  await Promise.all(workers);
}
const last = await start(folder);
lost = [...lost, ...(await acknowledged.missing(last.kms))];
await last.end('SIGTERM');
process.stdout.write(
  `${round} of ${count} ends under load: ${acknowledged.count} keys and aliases acknowledged, ${lost.length} lost, ${notices} notices of damage.\n`,
);
if (lost.length > 0 || notices > 0) {
  process.stdout.write(`${lost.slice(0, 10).join('\n')}\nThe folder is kept: ${folder}\n`);
  process.exitCode = 1;
} else rmSync(folder, { recursive: true });

// Ends processes and removes a folder when the run that started it is gone, however it ended: the pipe on standard
// input closes even after a crash. `node watchdog.mjs FOLDER`, with a line of standard input for each process group.
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const [folder = ''] = process.argv.slice(2);
let lines = '';

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => undefined);
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => (lines += text));
process.stdin.once('close', end);

async function end() {
  for (const pid of lines.split('\n').filter(Boolean)) {
    const group = process.platform === 'win32' ? Number(pid) : -Number(pid);
    ignoring(() => process.kill(group, 'SIGKILL'));
  }
  // A browser whose master was killed ends by itself, and writes into its folder while it does.
  for (let tries = 0, absent = 0; absent < 4 && tries < 60; tries++) {
    ignoring(() => rmSync(folder, { recursive: true, force: true }));
    await wait(500);
    absent = existsSync(folder) ? 0 : absent + 1;
  }
  process.exit(0);
}

/** What is gone already needs no ending, and what cannot be removed yet can be a moment later. */
function ignoring(act) {
  try {
    act();
  } catch {
    return;
  }
}

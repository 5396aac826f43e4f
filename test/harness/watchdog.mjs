// Ends a process group and removes a folder when the run that started it is gone, however it ended:
// the pipe on standard input closes even after a crash. `node watchdog.mjs PID FOLDER`
import { rmSync } from 'node:fs';

const [pid, folder] = process.argv.slice(2);

process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.stdin.resume();
process.stdin.on('error', end);
process.stdin.on('end', end);
process.stdin.on('close', end);

function end() {
  try {
    process.kill(process.platform === 'win32' ? Number(pid) : -Number(pid), 'SIGKILL');
  } catch {
    // Already gone, as after an orderly end.
  }
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  process.exit(0);
}

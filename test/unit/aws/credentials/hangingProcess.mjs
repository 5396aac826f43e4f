// A credential_process with a child of its own: both hold a line to the test and hang until it says what to print.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

const [, , port, isChild] = process.argv;
const line = connect(Number(port), '127.0.0.1');
line.on('data', (text) => {
  if (isChild === undefined) process.stdout.write(text);
  line.end();
});
if (isChild === undefined)
  spawn(process.execPath, [fileURLToPath(import.meta.url), port, 'child'], { stdio: 'ignore' });

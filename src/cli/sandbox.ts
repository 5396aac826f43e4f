import { parseArgs } from 'node:util';
import { isLoopback } from '../sandbox/server/origin';
import { startSandbox } from '../sandbox/startSandbox';
import type { StartedSandbox } from '../sandbox/startSandbox';
import { StateInUseError } from '../sandbox/store/lock';

const usage = `Usage: sandbox --state DIR [options]

Starts the embedded KMS and prints one line of JSON once it listens:
{"endpoint","region","accountId","identities":[{"name","arn","accessKeyId","secretAccessKey"}]}

  --state DIR         folder of the state; made if there is none
  --port N            port; any free one by default
  --host HOST         address to listen on; 127.0.0.1 by default
  --account ID        account of a new sandbox; 111122223333 by default
  --any-credentials   accept every access key, or none, as the root user of the account
  --empty             start a new sandbox without keys
  --parent-stdin      end when standard input is closed
  --help              this text
`;

/** Runs the sandbox until it is told to end. Answers the exit code. */
export async function runSandbox(args: string[]): Promise<number> {
  const options = parse(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (!isLoopback(options.host))
    process.stderr.write(
      `Warning: the sandbox listens on ${options.host}, so that other machines can reach it. It is made for tests and has no transport encryption.\n`,
    );
  const told = toldToEnd();
  // Whoever started it may be gone, while others go on using it.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const sandbox = await startSandbox({
      ...options,
      onNotice: ({ message }) => process.stderr.write(`${message}\n`),
      onInternalError: (error) => process.stderr.write(`Internal error: ${String(stackOf(error))}\n`),
    });
    for (const { message } of sandbox.notices) process.stderr.write(`${message}\n`);
    process.stdout.write(`${JSON.stringify(readiness(sandbox))}\n`);
    await (options.parentStdin ? Promise.race([told, parentGone(sandbox)]) : told);
    await sandbox.stop();
    // An open standard input would keep the process alive.
    if (options.parentStdin) process.stdin.destroy();
    return 0;
  } catch (error) {
    process.stderr.write(`${explained(error)}\n`);
    return 1;
  }
}

function readiness({ endpoint, region, accountId, identities, notices }: StartedSandbox): object {
  return { endpoint, region, accountId, identities, ...(notices.length > 0 && { notices }) };
}

interface Options {
  stateDir: string;
  port: number;
  host: string;
  accountId?: string;
  anyCredentials: boolean;
  empty: boolean;
  parentStdin: boolean;
  help: boolean;
}

/** The options, or what is wrong with them. */
function parse(args: string[]): Options | string {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        state: { type: 'string' },
        port: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        account: { type: 'string' },
        'any-credentials': { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        'parent-stdin': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
  if (!(port <= 65_535)) return `${values.port} is not a port.`;
  const { account } = values;
  if (account !== undefined && !/^\d{12}$/.test(account))
    return `${account} is not an account id: it has 12 digits.`;
  if (!values.state && !values.help) return 'Say where the state is kept: --state DIR';
  return {
    stateDir: values.state ?? '',
    port,
    host: values.host,
    ...(account !== undefined && { accountId: account }),
    anyCredentials: values['any-credentials'],
    empty: values.empty,
    parentStdin: values['parent-stdin'],
    help: values.help,
  };
}

/** Listens from the very start: who has read the readiness line may end the sandbox at once. */
function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    // A signal to a group of processes may arrive twice: the second must not cut the ending short.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => resolve());
  });
}

/** Waits for the end of the parent, and then for others who still use the sandbox. */
function parentGone(sandbox: StartedSandbox): Promise<void> {
  return new Promise((resolve) => {
    const gone = () => {
      if (sandbox.attached() === 0) resolve();
      else sandbox.onAllDetached(resolve);
    };
    process.stdin.on('end', gone).on('error', gone).resume();
  });
}

function explained(error: unknown): string {
  if (error instanceof StateInUseError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `The port is in use: ${message}. Choose another with --port.`;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk is full: ${message}. Free some space, or choose another folder with --state.`;
  if (code === 'EACCES' || code === 'EPERM') return `Not permitted: ${message}.`;
  return `The sandbox cannot start: ${message}`;
}

function stackOf(error: unknown): unknown {
  return error instanceof Error ? error.stack : error;
}

/** As a program of its own; `cli sandbox` calls `runSandbox` itself. */
if (/[/\\]sandbox\.m?[jt]s$/.test(process.argv[1] ?? ''))
  process.exitCode = await runSandbox(process.argv.slice(2));

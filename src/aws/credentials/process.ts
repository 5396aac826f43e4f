import { spawn, type ChildProcess } from 'node:child_process';
import { KmsError } from '../../core/errors';
import { within } from '../limits';
import type { CredentialContext, Credentials } from './context';

/** More than any program prints as credentials. */
const longestOutput = 1_000_000;
/** How long a program that was asked to end may take before it is made to. */
const graceMs = 2_000;
/** How long output is waited for after the program's end, while a child of its own holds the pipe open. */
const lateOutputMs = 1_000;

/**
 * Credentials that a program prints. It is run by the shell, as the SDKs do it, and ends with all its children when
 * nobody waits for it any more. No failure names the command: passwords stand in its arguments.
 */
export async function fromProcess(
  profile: string,
  command: string,
  context: CredentialContext,
): Promise<Credentials> {
  const bounds = { ms: context.limits.processMs, signal: context.signal };
  const output = await within(bounds, (signal) => run(command.replaceAll('\n', ' '), profile, signal));
  return credentialsOf(output, profile, context.now());
}

function run(command: string, profile: string, signal: AbortSignal): Promise<string> {
  const windows = process.platform === 'win32';
  // A group of its own, so that the shell's children can be ended with it.
  const child = spawn(command, {
    shell: true,
    detached: !windows,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child, () => endTree(child, windows));
  return new Promise((resolve, reject) => {
    const stop = (): void => endTree(child, windows);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const settle = (code: number | null): void => {
      signal.removeEventListener('abort', stop);
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve(output.stdout);
      else reject(failed(profile, `ended with code ${code ?? 'none'}`, said(output.stderr, command)));
    };
    child.on('error', (error) => reject(failed(profile, 'could not be started', error.message)));
    child.on('close', settle);
    child.on('exit', (code) => void setTimeout(() => settle(code), lateOutputMs).unref());
  });
}

function collect(child: ChildProcess, tooMuch: () => void): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      if (output[name].length > longestOutput) tooMuch();
    });
  }
  return output;
}

function endTree(child: ChildProcess, windows: boolean): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (windows) {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => {
        // Without taskkill at least the shell itself ends.
        child.kill();
      },
    );
    return;
  }
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs).unref();
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    // Nobody of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The first line of what a program complained of, without any argument that it repeats. */
function said(stderr: string, command: string): string {
  const [line = ''] = stderr.trim().split('\n');
  const words = command.split(/[\s"'=]+/).slice(1);
  return words
    .filter((word) => word.length > 3)
    .reduce((text, word) => text.replaceAll(word, '…'), line)
    .slice(0, 200);
}

function failed(profile: string, what: string, complaint: string): KmsError {
  const said = complaint === '' ? '' : `: ${complaint}`;
  return new KmsError(
    'credentials-missing',
    `The credential_process of the profile “${profile}” ${what}${said}.`,
    {
      operation: 'credential_process',
    },
  );
}

/** Source: SDK Reference Guide, "Process credential provider". */
function credentialsOf(output: string, profile: string, now: number): Credentials {
  const answer = parsed(output);
  if (answer === undefined) throw failed(profile, 'printed no JSON object', '');
  if (answer.Version !== 1) throw failed(profile, 'printed another version than 1', '');
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer;
  if (
    typeof AccessKeyId !== 'string' ||
    typeof SecretAccessKey !== 'string' ||
    !AccessKeyId ||
    !SecretAccessKey
  ) {
    throw failed(profile, 'printed no AccessKeyId or no SecretAccessKey', '');
  }
  const expiration = typeof Expiration === 'string' ? new Date(Expiration) : undefined;
  if (expiration !== undefined && Number.isNaN(expiration.getTime())) {
    throw failed(profile, 'printed an Expiration that is no date', '');
  }
  if (expiration !== undefined && expiration.getTime() <= now) {
    throw new KmsError(
      'credentials-expired',
      `The credential_process of the profile “${profile}” printed credentials that have expired.`,
      { operation: 'credential_process' },
    );
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(typeof SessionToken === 'string' && SessionToken !== '' ? { sessionToken: SessionToken } : {}),
    ...(expiration === undefined ? {} : { expiration }),
  };
}

function parsed(output: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(output);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

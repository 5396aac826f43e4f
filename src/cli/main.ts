import { version } from '../../package.json';
import type { CliIo } from './io';
import { processIo } from './io';

const usage = `Usage: cli COMMAND [options]

  lint FILE…       check key policies and the key policies in templates
  evaluate FILE…   decide the requests that the files describe
  sandbox          start the embedded KMS

  --help           this text; COMMAND --help for a command's own
  --version        the version
`;

/** Each command is loaded when it is asked for. */
const commands: Readonly<Record<string, (args: string[], io: CliIo) => Promise<number>>> = {
  lint: async (args, io) => (await import('./lint')).lintCommand(args, io),
  evaluate: async (args, io) => (await import('./evaluate')).evaluateCommand(args, io),
  sandbox: async (args) => (await import('./sandbox')).runSandbox(args),
};

/** Runs the command that the arguments name; answers the exit code. */
export async function main(args: readonly string[], io: CliIo): Promise<number> {
  const [name = '--help', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(rest, io);
  if (name === '--version' || name === '-v') {
    io.out(`${version}\n`);
    return 0;
  }
  if (args.length > 0 && (name === '--help' || name === '-h' || name === 'help')) {
    io.out(usage);
    return 0;
  }
  io.err(args.length === 0 ? usage : `Unknown command ${name}.\n\n${usage}`);
  return 2;
}

/** As a program of its own; a test calls `main` itself. */
if (/[/\\]cli\.m?js$/.test(process.argv[1] ?? '')) {
  // A reader such as `head` may have seen enough: that is no failure to tell of.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await main(process.argv.slice(2), processIo);
}

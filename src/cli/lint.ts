import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import type { LintReport } from '../generated/lint-report';
import type { CliIo } from './io';
import { expandFiles, lintFile } from './lintFiles';
import type { LintedFile } from './lintFiles';
import { sarifReport } from './sarif';

const usage = `Usage: lint FILE… [--format text|json|sarif]

Checks key policies, and the key policies in CloudFormation templates (JSON and YAML),
in Terraform and OpenTofu (.tf, .tofu, .tf.json, what "terraform show -json" prints) and in
terragrunt.hcl. Of Terraform, the other files of the folder are read too: they say which
documents reach a key.
A FILE may be a pattern such as "infra/**/*.tf", or - for standard input.

  --format FORMAT   text (default), json, or sarif (SARIF 2.1.0)
  --help            this text

Exits with 0 if there is no error, 1 if there is one, 2 if a file cannot be read.
`;

const formats: Record<string, (files: readonly LintedFile[]) => string> = {
  text: textReport,
  json: (files) => `${JSON.stringify(jsonReport(files), null, 2)}\n`,
  sarif: (files) => `${JSON.stringify(sarifReport(files, version), null, 2)}\n`,
};

/** `lint FILE…`: answers the exit code. */
export async function lintCommand(args: readonly string[], io: CliIo): Promise<number> {
  const options = parse(args);
  if (options.help) {
    io.out(usage);
    return 0;
  }
  const render = Object.hasOwn(formats, options.format) ? formats[options.format] : undefined;
  if (options.problem !== undefined || !render) {
    io.err(`${options.problem ?? `Unknown format ${options.format}.`}\n\n${usage}`);
    return 2;
  }
  const { files, unmatched } = await expandFiles(options.files);
  for (const pattern of unmatched) io.err(`${pattern}: no file matches.\n`);
  const { linted, unreadable } = await lintAll(files, io);
  io.out(render(linted));
  if (unreadable + unmatched.length > 0) return 2;
  return linted.some(({ findings }) => findings.some(({ severity }) => severity === 'error')) ? 1 : 0;
}

interface Options {
  files: string[];
  format: string;
  help: boolean;
  problem?: string;
}

function parse(args: readonly string[]): Options {
  const options = {
    format: { type: 'string', default: 'text' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const problem = positionals.length === 0 ? { problem: 'Name at least one file.' } : {};
    return { files: positionals, format: values.format, help: values.help ?? false, ...problem };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { files: [], format: 'text', help: false, problem };
  }
}

async function lintAll(
  files: readonly string[],
  io: CliIo,
): Promise<{ linted: LintedFile[]; unreadable: number }> {
  const linted: LintedFile[] = [];
  let unreadable = 0;
  for (const file of files) {
    try {
      const one = await lintFile(file, io);
      linted.push(one);
      const [first] = one.unread;
      if (!first) continue;
      unreadable += 1;
      const { line, column } = one.regionOf(first);
      io.err(`${file}:${line}:${column}: cannot be read: not all of a key policy there was checked.\n`);
    } catch (error) {
      unreadable += 1;
      io.err(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  return { linted, unreadable };
}

function jsonReport(files: readonly LintedFile[]): LintReport {
  return files.map(({ file, findings, regionOf }) => ({
    file,
    findings: findings.map(({ code, severity, message, span, fixes }) => ({
      code,
      severity,
      message,
      ...regionOf(span),
      fixes: fixes().map(({ title }) => title),
    })),
  }));
}

function textReport(files: readonly LintedFile[]): string {
  const lines = files.flatMap(({ file, findings, regionOf }) =>
    findings.map(({ code, severity, message, span }) => {
      const { line, column } = regionOf(span);
      return `${file}:${line}:${column}: ${severity}: ${message} [${code}]\n`;
    }),
  );
  const of = (wanted: string): number =>
    files.flatMap(({ findings }) => findings).filter(({ severity }) => severity === wanted).length;
  const total = `${counted(of('error'), 'error')}, ${counted(of('warning'), 'warning')} and ${counted(of('info'), 'suggestion')} in ${counted(files.length, 'file')}.\n`;
  return lines.join('') + total;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

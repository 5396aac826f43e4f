import { stat } from 'node:fs/promises';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { Span } from '../core/policy/document';
import { isNoPolicy } from '../core/policy/file/noPolicy';
import { findingsIn } from '../core/policy/languages/findings';
import { hostLanguageOf } from '../core/policy/languages/table';
import type { Finding } from '../core/policy/lint';
import { lintPolicy } from '../core/policy/lint';
import { parsePolicy } from '../core/policy/parse';
import type { Notice } from '../core/policy/rules/parts/notices';
import { notices } from '../core/policy/rules/parts/notices';
import type { HostFile, HostLanguage } from '../core/policy/languages/language';
import type { CliIo } from './io';
import { regionsIn } from './lines';
import type { Region } from './lines';

export interface LintedFile {
  /** As it was given, or as a pattern found it. */
  file: string;
  findings: Finding[];
  regionOf: (span: Span) => Region;
  /** Where a policy of the file cannot be read: what it belongs to was not checked. */
  unread: readonly Span[];
}

/** The files that the arguments name, patterns expanded for shells that do not. */
export async function expandFiles(
  args: readonly string[],
): Promise<{ files: string[]; unmatched: string[] }> {
  const files = new Set<string>();
  const unmatched: string[] = [];
  for (const argument of args) {
    if (argument === '-' || !isDynamicPattern(argument) || (await exists(argument))) {
      files.add(argument);
      continue;
    }
    const found = await glob([argument.replaceAll('\\', '/')], { ignore: ['**/node_modules/**'] });
    if (found.length === 0) unmatched.push(argument);
    for (const file of found.sort()) files.add(file);
  }
  return { files: [...files], unmatched };
}

/** @throws what reading the file throws */
export async function lintFile(file: string, io: CliIo): Promise<LintedFile> {
  const text = await io.read(file);
  const { findings, unread = [] } = await checked(file, text, io);
  return { file, findings, unread, regionOf: regionsIn(text) };
}

async function checked(
  file: string,
  text: string,
  io: CliIo,
): Promise<{ findings: Finding[]; unread?: readonly Span[] }> {
  const language = hostLanguageOf({ name: file === '-' ? '' : file, text });
  if (!language) return { findings: policyFindings(file, text) };
  const companions = language.mayHoldPolicy(text) ? await companionsOf(file, language, io) : [];
  const reading = await language.read(text, undefined, companions);
  if (!reading.certain && language.alsoWhole) return { findings: policyFindings(file, text) };
  if (text.length > language.largest) return { findings: [tooLarge] };
  const { unread } = reading;
  const findings = findingsIn(reading);
  if (findings.length > 0 || reading.policies.length > 0) return { findings, ...(unread && { unread }) };
  // A template without keys was read, and has none; of any other file it has to be said that nothing was checked.
  const nothing = reading.certain && (language.isCompanion !== undefined || !language.mayHoldPolicy(text));
  return { findings: nothing ? [] : [noKeyPolicy] };
}

/** The files that are read as one with a file, such as those of a module. */
async function companionsOf(file: string, { isCompanion }: HostLanguage, io: CliIo): Promise<HostFile[]> {
  if (!isCompanion || file === '-' || !io.beside) return [];
  const names = (await io.beside(file)).filter(isCompanion);
  return Promise.all(names.map(async (name) => ({ name, text: await io.read(name) })));
}

/** The file is one policy, or nothing that is ours. */
function policyFindings(name: string, text: string): Finding[] {
  const document = parsePolicy(text);
  return !policyFile.test(name) && isNoPolicy(document) ? [noKeyPolicy] : lintPolicy(document);
}

const start = { start: 0, end: 0 };
const noKeyPolicy = ofWholeFile(
  notices.noKeyPolicy,
  'No key policy was found in this file, so nothing in it was checked.',
);

const tooLarge = ofWholeFile(
  notices.templateNotRead,
  'The file is larger than CloudFormation takes (1 MB). It was not read, and nothing in it was checked.',
);

function ofWholeFile({ code, severity, link: page }: Notice, message: string): Finding {
  return { code, severity, message, span: start, link: page, fixes: () => [] };
}

/** Names of files that say that a key policy is in them, as the editor has them. */
const policyFile = /(^|[/\\])([^/\\]*\.(key-policy|keypolicy|kms-policy)|(key|kms)-policy[^/\\]*)\.json$/i;

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

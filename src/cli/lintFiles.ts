import { stat } from 'node:fs/promises';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { PolicyDocument, Span, SyntaxProblem, Value } from '../core/policy/document';
import { memberOf } from '../core/policy/embedded/intrinsics';
import { isBorrowed, isTooLarge, mayHoldKeyPolicy, templatePolicies } from '../core/policy/embedded/template';
import type { EmbeddedPolicy } from '../core/policy/embedded/template';
import { wholePolicyCodes } from '../core/policy/file/wholePolicy';
import type { Finding } from '../core/policy/lint';
import type { Fix } from '../core/policy/fixes/fix';
import { lintPolicy } from '../core/policy/lint';
import { parsePolicy } from '../core/policy/parse';
import type { Notice } from '../core/policy/rules/parts/notices';
import { notices } from '../core/policy/rules/parts/notices';
import { policyElements } from '../core/policy/vocabulary/limits';
import { closest } from '../core/policy/vocabulary/match';
import type { CliIo } from './io';
import { regionsIn } from './lines';
import type { Region } from './lines';

export interface LintedFile {
  /** As it was given, or as a pattern found it. */
  file: string;
  findings: Finding[];
  regionOf: (span: Span) => Region;
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
  return { file, findings: await findingsIn(file, text), regionOf: regionsIn(text) };
}

async function findingsIn(file: string, text: string): Promise<Finding[]> {
  const yaml = /\.(ya?ml|template)$/i.test(file) || file === '-' ? !/^\s*[{[]/.test(text) : false;
  // Standard input has no name: what begins with no brace is YAML only if it may be a template at all.
  if (yaml && (file !== '-' || mayHoldKeyPolicy(text))) return templateFindings(text, 'yaml');
  const document = parsePolicy(text);
  if (isTemplate(document))
    return [...brokenAt(document.problems), ...(await templateFindings(text, 'json'))];
  return holdsNoPolicy(document, file) ? [noKeyPolicy] : lintPolicy(document);
}

async function templateFindings(text: string, language: 'json' | 'yaml'): Promise<Finding[]> {
  if (isTooLarge(text)) return [tooLarge];
  // What no key can be in is not read for keys, but it has to be readable for that to be known.
  if (language === 'yaml' && isResources(text) && !mayHoldKeyPolicy(text)) {
    const { readYaml } = await import('../core/policy/embedded/yaml');
    return brokenAt(readYaml(text).flatMap(({ problems }) => problems));
  }
  const policies = await templatePolicies(text, language);
  // A template without keys was read, and has none; of any other file it has to be said that nothing was checked.
  const template = language === 'json' || isResources(text);
  return policies.length === 0 && (!template || mayHoldKeyPolicy(text)) ? [noKeyPolicy] : embedded(policies);
}

function isResources(text: string): boolean {
  return /^\s*["']?Resources["']?\s*:/m.test(text);
}

/** The first place where a template cannot be read: what follows is mostly its consequence. */
function brokenAt(problems: readonly SyntaxProblem[]): Finding[] {
  const problem = problems.find(({ kind }) => kind === 'invalid');
  if (!problem) return [];
  const { message, span } = problem;
  return [{ code: 'JSON_SYNTAX_ERROR', severity: 'error', message, span, link, fixes: () => [] }];
}

const start = { start: 0, end: 0 };
const link = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html';

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

/** JSON of any other kind: neither a policy, nor a statement, nor what was to be one. */
function holdsNoPolicy({ root, problems, text }: PolicyDocument, file: string): boolean {
  if (root === undefined || policyFile.test(file) || problems.some(({ kind }) => kind === 'invalid'))
    return false;
  if (root.kind !== 'object' && root.kind !== 'array') return false;
  const objects = root.kind === 'object' ? [root] : root.items;
  return text.trim() !== '{}' && !objects.some(looksLikePolicy);
}

function looksLikePolicy(value: Value): boolean {
  if (value.kind !== 'object') return false;
  const names = value.members.map(({ key }) => key.value);
  return names.some(
    (name) => /^(Version|Id|Effect|Policy)$/.test(name) || closest(name, policyElements) === 'Statement',
  );
}

/** A template is checked for the policies in it, and has no findings where it has none. */
function isTemplate({ root, statement }: PolicyDocument): boolean {
  return !statement && memberOf(root, 'Resources')?.value?.kind === 'object';
}

function embedded(policies: readonly EmbeddedPolicy[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const policy of policies) {
    for (const finding of lintPolicy(policy.document)) {
      const { code, span, message, fixes } = finding;
      const inside = policy.span.start <= span.start && span.end <= policy.span.end;
      if (!inside || (policy.part && wholePolicyCodes.has(code))) continue;
      const own = (): readonly Fix[] =>
        fixes().filter(({ edits }) => edits.every((edit) => !isBorrowed(policy, edit.span)));
      // Two branches of a template may say the same of one place.
      found.set(`${code} ${span.start} ${span.end} ${message}`, { ...finding, fixes: own });
    }
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

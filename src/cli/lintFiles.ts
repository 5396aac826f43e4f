import { stat } from 'node:fs/promises';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { PolicyDocument, Span } from '../core/policy/document';
import { memberOf } from '../core/policy/embedded/intrinsics';
import { isBorrowed, mayHoldKeyPolicy, templatePolicies } from '../core/policy/embedded/template';
import type { EmbeddedPolicy } from '../core/policy/embedded/template';
import { wholePolicyCodes } from '../core/policy/file/wholePolicy';
import type { Finding } from '../core/policy/lint';
import { lintPolicy } from '../core/policy/lint';
import { parsePolicy } from '../core/policy/parse';
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
  if (yaml && (file !== '-' || mayHoldKeyPolicy(text))) return embedded(await templatePolicies(text, 'yaml'));
  const document = parsePolicy(text);
  return isTemplate(document) ? embedded(await templatePolicies(text, 'json')) : lintPolicy(document);
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
      const own = fixes.filter(({ edits }) => edits.every((edit) => !isBorrowed(policy, edit.span)));
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

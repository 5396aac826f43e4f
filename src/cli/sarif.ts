import type { Edit } from '../core/policy/fixes/fix';
import type { Finding } from '../core/policy/lint';
import { rules } from '../core/policy/rules/table';
import type { Notice } from '../core/policy/rules/parts/notices';
import { notices } from '../core/policy/rules/parts/notices';
import type { Severity } from '../core/policy/rules/parts/rule';
import type { Region } from './lines';
import type { LintedFile } from './lintFiles';

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** The findings in SARIF 2.1.0 (OASIS standard), for code scanning services. */
export function sarifReport(files: readonly LintedFile[], version: string): object {
  const all: readonly Notice[] = [...rules, ...Object.values(notices)];
  const index = new Map(all.map(({ code }, at) => [code, at]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'KMS Workbench', version, rules: all.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) =>
          file.findings.map((finding) => result(file, finding, index.get(finding.code) ?? -1)),
        ),
      },
    ],
  };
}

function descriptor({ code, summary, link, severity }: Notice): object {
  return {
    id: code,
    shortDescription: { text: summary },
    helpUri: link,
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(file: LintedFile, finding: Finding, ruleIndex: number): object {
  const { code, severity, message, span } = finding;
  // Where the person has to write something of its own, no other program can apply the fix.
  const fixes = finding.fixes().filter(({ placeholders }) => !placeholders);
  const artifactLocation = { uri: uriOf(file.file) };
  const replacement = (edit: Edit): object => ({
    deletedRegion: region(file.regionOf(edit.span)),
    insertedContent: { text: edit.newText },
  });
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: region(file.regionOf(span)) } }],
    ...(fixes.length > 0 && {
      fixes: fixes.map(({ title, edits, kind }) => ({
        description: { text: title },
        properties: { kind },
        artifactChanges: [{ artifactLocation, replacements: edits.map(replacement) }],
      })),
    }),
  };
}

function region({ line, column, endLine, endColumn }: Region): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A path as a relative or absolute URI reference. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin';
  const path = encodeURI(file.replaceAll('\\', '/')).replaceAll('?', '%3F').replaceAll('#', '%23');
  // A drive letter would read as the scheme of a URI.
  return /^[A-Za-z]:/.test(path) ? `file:///${path}` : path;
}

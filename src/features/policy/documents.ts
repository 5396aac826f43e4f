import * as vscode from 'vscode';
import type { PolicyDocument, Span } from '../../core/policy/document';
import { completableYaml } from '../../core/policy/embedded/completable';
import { mayHoldKeyPolicy, templatePolicies } from '../../core/policy/embedded/template';
import type { EmbeddedPolicy } from '../../core/policy/embedded/template';
import { policyScheme } from '../../core/policy/file/address';
import { parsePolicy } from '../../core/policy/parse';
import { setting } from '../../host/settings';
import type { Bindings } from './bindings';

/** One key policy in a text document: the whole of it, or a place in a template. */
export interface PolicyText {
  document: PolicyDocument;
  /** Present in templates. */
  embedded?: EmbeddedPolicy;
}

/** A policy, and how its places become those of the editor's text. */
export interface PolicyPlace {
  policy: PolicyText;
  back: (span: Span) => Span | undefined;
}

/** Documents that are ours; never the sides of a diff with another version, output, and the like. */
const schemes = [
  'file',
  'untitled',
  policyScheme,
  'kms-draft',
  'vscode-remote',
  'vscode-vfs',
  'vscode-userdata',
];
const jsonLanguages = ['json', 'jsonc'];
const templateLanguages = ['yaml', 'cloudformation', 'yaml-cloudformation', 'cloudformation-yaml'];

/** The file names that package.json also gives to the JSON schema. */
export const policyFilePatterns = [
  '*.key-policy.json',
  '*.keypolicy.json',
  '*.kms-policy.json',
  'key-policy*.json',
  'kms-policy*.json',
];

/** For providers: every document that could hold a key policy. Each provider asks `policiesIn` what is there. */
export const policySelector: vscode.DocumentSelector = schemes.flatMap((scheme) => [
  ...[...jsonLanguages, ...templateLanguages].map((language) => ({ scheme, language })),
  { scheme, pattern: '**/*.template' },
]);

interface Parsed {
  version: number;
  kind: 'policy' | 'template' | undefined;
  policies: Promise<readonly PolicyText[]>;
}

/** Parses each version of a document once, for all features. */
export class PolicyDocuments implements vscode.Disposable {
  private readonly parsed = new Map<string, Parsed>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri));

  constructor(private readonly bindings: Bindings) {}

  /** Whether the whole document is a key policy. */
  isPolicy(document: vscode.TextDocument): boolean {
    return this.read(document).kind === 'policy';
  }

  /** Every key policy in the document; none in documents of other kinds. */
  policiesIn(document: vscode.TextDocument): Promise<readonly PolicyText[]> {
    return this.read(document).policies;
  }

  /** The policy at an offset: in a template the innermost one. */
  async policyAt(document: vscode.TextDocument, offset: number): Promise<PolicyText | undefined> {
    const policies = await this.policiesIn(document);
    return policies.findLast(({ embedded }) => !embedded || isIn(embedded.span, offset));
  }

  /** The same for completion, which asks what could stand at an empty place. */
  async placeAt(document: vscode.TextDocument, offset: number): Promise<PolicyPlace | undefined> {
    const policy = await this.policyAt(document, offset);
    const text = document.getText();
    const empty =
      this.read(document).kind === 'template' && isYaml(document, text)
        ? await completableYaml(text, offset)
        : undefined;
    if (!empty) return policy && { policy, back: (span) => span };
    const embedded = innermost(empty.policies, offset);
    return (
      embedded && { policy: { document: embedded.document, embedded }, back: (span) => empty.back(span) }
    );
  }

  /** What a document is may have changed without its text. */
  forget(uri: vscode.Uri): void {
    this.parsed.delete(uri.toString());
  }

  forgetAll(): void {
    this.parsed.clear();
  }

  dispose(): void {
    this.closing.dispose();
    this.parsed.clear();
  }

  private read(document: vscode.TextDocument): Parsed {
    const name = document.uri.toString();
    const known = this.parsed.get(name);
    if (known?.version === document.version) return known;
    const kind = this.kindOf(document);
    const policies = policiesOf(document, kind);
    const parsed = { version: document.version, kind, policies };
    this.parsed.set(name, parsed);
    return parsed;
  }

  private kindOf(document: vscode.TextDocument): Parsed['kind'] {
    const { uri, languageId } = document;
    if (!schemes.includes(uri.scheme)) return undefined;
    if (uri.scheme === policyScheme || this.bindings.isTreated(uri)) return 'policy';
    if (jsonLanguages.includes(languageId) && isPolicyFile(document)) return 'policy';
    // The text of other documents, which may be large, is not even looked at.
    if (vscode.languages.match(policySelector, document) === 0) return undefined;
    return mayHoldKeyPolicy(document.getText()) ? 'template' : undefined;
  }
}

/** Whether the file's name says that it is a key policy: our patterns, and those of the setting. */
export function isPolicyFile(document: vscode.TextDocument): boolean {
  return [...policyFilePatterns, ...setting('policy.files')].some((pattern) => matches(document, pattern));
}

/** Whether the document's path fits a glob; one without a leading slash fits at any depth. */
export function matches(document: vscode.TextDocument, pattern: string): boolean {
  const anywhere = pattern.startsWith('/') || pattern.startsWith('**') ? pattern : `**/${pattern}`;
  return vscode.languages.match({ pattern: anywhere }, document) > 0;
}

function innermost(policies: readonly EmbeddedPolicy[], offset: number): EmbeddedPolicy | undefined {
  return policies.findLast(({ span }) => isIn(span, offset));
}

function isIn({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Whether a template is written in YAML; files named `.template` may be either. */
function isYaml(document: vscode.TextDocument, text: string): boolean {
  if (jsonLanguages.includes(document.languageId)) return false;
  return document.languageId.includes('yaml') || !/^\s*\{/.test(text);
}

async function policiesOf(
  document: vscode.TextDocument,
  kind: Parsed['kind'],
): Promise<readonly PolicyText[]> {
  if (kind === undefined) return [];
  const text = document.getText();
  if (kind === 'policy') return [{ document: parsePolicy(text) }];
  const found = await templatePolicies(text, isYaml(document, text) ? 'yaml' : 'json');
  return found.map((embedded) => ({ document: embedded.document, embedded }));
}

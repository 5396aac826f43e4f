import * as vscode from 'vscode';
import { policyScheme } from '../../core/policy/file/address';
import { policyAt } from '../../core/policy/languages/language';
import type { HostedPolicy, HostLanguage, Reading } from '../../core/policy/languages/language';
import { hostLanguageOf, hostLanguages, wholePolicy } from '../../core/policy/languages/table';
import { setting } from '../../host/settings';
import type { Bindings } from './bindings';

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

/** The file names that package.json also gives to the JSON schema. */
export const policyFilePatterns = [
  '*.key-policy.json',
  '*.keypolicy.json',
  '*.kms-policy.json',
  'key-policy*.json',
  'kms-policy*.json',
];

const languages = [wholePolicy, ...hostLanguages];

/** For providers: every document that could hold a key policy. Each provider asks `policiesIn` what is there. */
export const policySelector: vscode.DocumentSelector = schemes.flatMap((scheme) => [
  ...unique(languages.flatMap(({ editorLanguages }) => editorLanguages)).map((language) => ({
    scheme,
    language,
  })),
  ...unique(languages.flatMap(({ patterns }) => patterns)).map((pattern) => ({ scheme, pattern })),
]);

/** What a document is written in, and what was read of that version of it. */
interface Read {
  version: number;
  language: HostLanguage | undefined;
  reading: Promise<Reading>;
}

/** A policy, and where in it the place is that was asked for. */
export interface PolicyPlace {
  policy: HostedPolicy;
  offset: number;
}

/** Parses each version of a document once, for all features. */
export class PolicyDocuments implements vscode.Disposable {
  private readonly read = new Map<string, Read>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri));

  constructor(private readonly bindings: Bindings) {}

  /** Whether the whole document is a key policy. */
  isPolicy(document: vscode.TextDocument): boolean {
    return this.readingIn(document).language === wholePolicy;
  }

  /** What is in the document: nothing in documents of other kinds. */
  readingOf(document: vscode.TextDocument): Promise<Reading> {
    return this.readingIn(document).reading;
  }

  /** Every key policy in the document. */
  async policiesIn(document: vscode.TextDocument): Promise<readonly HostedPolicy[]> {
    return (await this.readingOf(document)).policies;
  }

  /** The innermost policy at an offset. */
  async placeAt(document: vscode.TextDocument, offset: number): Promise<PolicyPlace | undefined> {
    return placeIn(await this.policiesIn(document), offset);
  }

  /** The same for completion, which asks what could stand at an empty place. */
  async emptyPlaceAt(document: vscode.TextDocument, offset: number): Promise<PolicyPlace | undefined> {
    const { language, reading } = this.readingIn(document);
    const filled = await language?.readAt(document.getText(), offset, await reading);
    return filled ? placeIn(filled.policies, offset) : this.placeAt(document, offset);
  }

  /** Whether a blank at the end of the line up to the cursor brings up completions. */
  blankCompletes(document: vscode.TextDocument, before: string): boolean {
    return this.readingIn(document).language?.blankCompletes(before) ?? false;
  }

  /** What a document is may have changed without its text. */
  forget(uri: vscode.Uri): void {
    this.read.delete(uri.toString());
  }

  forgetAll(): void {
    this.read.clear();
  }

  dispose(): void {
    this.closing.dispose();
    this.read.clear();
  }

  private readingIn(document: vscode.TextDocument): Read {
    const name = document.uri.toString();
    const known = this.read.get(name);
    if (known?.version === document.version) return known;
    const language = this.languageOf(document);
    const reading = readingWith(
      language,
      document.getText(),
      language === known?.language ? known : undefined,
    );
    const read = { version: document.version, language, reading };
    this.read.set(name, read);
    return read;
  }

  private languageOf(document: vscode.TextDocument): HostLanguage | undefined {
    const { uri, languageId } = document;
    if (!schemes.includes(uri.scheme)) return undefined;
    if (uri.scheme === policyScheme || this.bindings.isTreated(uri)) return wholePolicy;
    if (wholePolicy.editorLanguages.includes(languageId) && isPolicyFile(document)) return wholePolicy;
    // The text of other documents, which may be large, is not even looked at.
    if (vscode.languages.match(policySelector, document) === 0) return undefined;
    const text = document.getText();
    if (!hostLanguages.some((language) => language.mayHoldPolicy(text))) return undefined;
    const language = hostLanguageOf({ name: uri.path, text, editorLanguage: languageId });
    return language?.mayHoldPolicy(text) ? language : undefined;
  }
}

/** What was read of an earlier version makes the next reading cheaper. */
async function readingWith(
  language: HostLanguage | undefined,
  text: string,
  before: Read | undefined,
): Promise<Reading> {
  if (!language) return { policies: [], problems: [], certain: false };
  return language.read(text, await before?.reading);
}

function placeIn(policies: readonly HostedPolicy[], offset: number): PolicyPlace | undefined {
  const policy = policyAt(policies, offset);
  return policy && { policy, offset: policy.fromFile(offset) };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
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

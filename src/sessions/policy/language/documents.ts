import { policyScheme } from '../../../core/policy/file/address';
import { policyAt } from '../../../core/policy/languages/language';
import type { HostedPolicy, HostFile, HostLanguage, Reading } from '../../../core/policy/languages/language';
import { hostLanguageOf, hostLanguages, wholePolicy } from '../../../core/policy/languages/table';
import type { Bindings } from './bindings';
import type { Judged } from './findings';
import type { TextDocument } from './text';
import { uriParts } from './uri';

/** Documents that are ours; never the sides of a diff with another version, output, and the like. */
export const policySchemes: readonly string[] = [
  ...['file', 'untitled', policyScheme, 'kms-draft'],
  ...['vscode-remote', 'vscode-vfs', 'vscode-userdata'],
];

/** What a file can be written in to hold a key policy: the editor's ids of languages, and globs of names. */
export const policyFiles = {
  languages: distinct([wholePolicy, ...hostLanguages].flatMap(({ editorLanguages }) => editorLanguages)),
  patterns: distinct([wholePolicy, ...hostLanguages].flatMap(({ patterns }) => patterns)),
};

/** The file names that package.json also gives to the JSON schema. */
export const policyFilePatterns: readonly string[] = [
  ...['*.key-policy.json', '*.keypolicy.json', '*.kms-policy.json'],
  ...['key-policy*.json', 'kms-policy*.json'],
];

export interface DocumentPorts {
  /** Whether a document's path fits a glob; one without a leading slash fits at any depth. */
  matches(document: TextDocument, pattern: string): boolean;
  /** Files of the document's folder whose names are wanted, as they stand in the editor or on disk. */
  companionsOf(
    document: TextDocument,
    isWanted: (name: string) => boolean,
  ): readonly HostFile[] | Promise<readonly HostFile[]>;
  /** Globs of further files that are key policies; a setting. */
  policyFiles(): readonly string[];
}

/** What is known of one version of a document. */
export interface KnownDocument {
  version: number;
  /** Undefined where it can hold no key policy. */
  language: HostLanguage | undefined;
  reading: Promise<Reading>;
  /** What the checks say of it, given what was known of its key then. */
  judged?: { epoch: number; findings: Promise<readonly Judged[]> };
}

/** A policy, and where in it the place is that was asked for. */
export interface PolicyPlace {
  policy: HostedPolicy;
  offset: number;
}

/** Keeps what is known of each document, for its last version: it is read once, and judged once for all who ask. */
export class PolicyDocuments {
  readonly #ports: DocumentPorts;
  readonly #bindings: Bindings;
  readonly #known = new Map<string, KnownDocument>();

  constructor(ports: DocumentPorts, bindings: Bindings) {
    this.#ports = ports;
    this.#bindings = bindings;
  }

  of(document: TextDocument): KnownDocument {
    const before = this.#known.get(document.uri);
    if (before?.version === document.version) return before;
    const { version } = document;
    const language = this.#languageOf(document);
    // What was read of an earlier version makes the next reading cheaper.
    const reading = this.#read(document, language, language === before?.language ? before : undefined);
    const known = { version, language, reading };
    this.#known.set(document.uri, known);
    return known;
  }

  /** Whether the whole document is a key policy. */
  isPolicy(document: TextDocument): boolean {
    return this.of(document).language === wholePolicy;
  }

  /** Every key policy in the document; none in documents of other kinds. */
  async policiesIn(document: TextDocument): Promise<readonly HostedPolicy[]> {
    return (await this.of(document).reading).policies;
  }

  /** The innermost policy at an offset. */
  async placeAt(document: TextDocument, offset: number): Promise<PolicyPlace | undefined> {
    return placeIn(await this.policiesIn(document), offset);
  }

  /** The same for completion, which asks what could stand at an empty place. */
  async emptyPlaceAt(document: TextDocument, offset: number): Promise<PolicyPlace | undefined> {
    const { language, reading } = this.of(document);
    const companions = await this.#companionsOf(document, language);
    const filled = await language?.readAt(document.text, offset, await reading, companions);
    return filled ? placeIn(filled.policies, offset) : this.placeAt(document, offset);
  }

  /** The document is closed, or is something else now without its text having changed. */
  forget(uri: string): void {
    this.#known.delete(uri);
  }

  forgetAll(): void {
    this.#known.clear();
  }

  async #read(
    document: TextDocument,
    language: HostLanguage | undefined,
    before: KnownDocument | undefined,
  ): Promise<Reading> {
    if (!language) return { policies: [], problems: [], certain: false };
    const companions = await this.#companionsOf(document, language);
    return language.read(document.text, await before?.reading, companions);
  }

  async #companionsOf(
    document: TextDocument,
    language: HostLanguage | undefined,
  ): Promise<readonly HostFile[]> {
    return language?.isCompanion ? this.#ports.companionsOf(document, language.isCompanion) : [];
  }

  #languageOf(document: TextDocument): HostLanguage | undefined {
    const { uri, languageId } = document;
    const { scheme, path } = uriParts(uri);
    if (!policySchemes.includes(scheme)) return undefined;
    if (scheme === policyScheme || this.#bindings.isTreated(uri)) return wholePolicy;
    if (wholePolicy.editorLanguages.includes(languageId) && this.#isPolicyFile(document)) return wholePolicy;
    // The text of other documents, which may be large, is not even looked at.
    if (!this.#mayHoldPolicy(document)) return undefined;
    const { text } = document;
    if (!hostLanguages.some((language) => language.mayHoldPolicy(text))) return undefined;
    const language = hostLanguageOf({ name: path, text, editorLanguage: languageId });
    return language?.mayHoldPolicy(text) ? language : undefined;
  }

  /** Whether the file's name says that it is a key policy: our patterns, and those of the setting. */
  #isPolicyFile(document: TextDocument): boolean {
    const patterns = [...policyFilePatterns, ...this.#ports.policyFiles()];
    return patterns.some((pattern) => this.#ports.matches(document, pattern));
  }

  #mayHoldPolicy(document: TextDocument): boolean {
    const { languages, patterns } = policyFiles;
    if (languages.includes(document.languageId)) return true;
    return patterns.some((pattern) => this.#ports.matches(document, pattern));
  }
}

function placeIn(policies: readonly HostedPolicy[], offset: number): PolicyPlace | undefined {
  const policy = policyAt(policies, offset);
  return policy && { policy, offset: policy.fromFile(offset) };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

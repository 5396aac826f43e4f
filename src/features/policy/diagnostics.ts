import * as vscode from 'vscode';
import { toRange } from '../../host/ranges';
import type { Log } from '../../host/log';
import type { Judged } from '../../sessions/policy/language/findings';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { textOf } from './editorText';

/** Typing that pauses this long is looked at. */
const pause = 200;

const severities: Record<Judged['level'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Shows findings as problems while their document is open. */
export class Diagnostics implements vscode.Disposable {
  readonly #language: PolicyLanguage;
  readonly #log: Log;
  readonly #collection = vscode.languages.createDiagnosticCollection('kms-policy');
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #listening: readonly { dispose(): void }[];

  constructor(language: PolicyLanguage, log: Log) {
    this.#language = language;
    this.#log = log;
    this.#listening = [
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, pause)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#clear(document.uri)),
      language.onDidOutdate(() => this.#refreshAll()),
    ];
    this.#refreshAll();
  }

  dispose(): void {
    for (const one of this.#listening) one.dispose();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#collection.dispose();
  }

  #refreshAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  #schedule(document: vscode.TextDocument, after: number): void {
    const name = document.uri.toString();
    clearTimeout(this.#timers.get(name));
    const run = (): void => {
      this.#timers.delete(name);
      this.#show(document).catch((error: unknown) => this.#log.failure('check a key policy', error));
    };
    this.#timers.set(name, setTimeout(run, after));
  }

  async #show(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    const { version } = document;
    const judged = await this.#language.findings(textOf(document));
    // The text has moved on: its own run follows.
    if (document.version !== version || document.isClosed) return;
    this.#collection.set(
      document.uri,
      judged.filter((one) => !isLeftToJson(document, one)).map((one) => toDiagnostic(document, one)),
    );
  }

  #clear(uri: vscode.Uri): void {
    const name = uri.toString();
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
    this.#language.documents.forget(name);
    this.#collection.delete(uri);
  }
}

/** The built-in JSON service underlines syntax errors of `json` documents by itself; ours only bring the fixes. */
function isLeftToJson(document: vscode.TextDocument, { finding }: Judged): boolean {
  if (finding.code !== 'JSON_SYNTAX_ERROR' || document.languageId !== 'json') return false;
  return vscode.workspace.getConfiguration('json', document).get('validate.enable', true);
}

function toDiagnostic(document: vscode.TextDocument, { finding, level }: Judged): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(document, finding.span),
    finding.message,
    severities[level],
  );
  diagnostic.source = 'kms';
  diagnostic.code = { value: finding.code, target: vscode.Uri.parse(finding.link) };
  return diagnostic;
}

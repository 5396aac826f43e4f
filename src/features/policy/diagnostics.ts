import * as vscode from 'vscode';
import { toRange } from '../../host/ranges';
import type { Log } from '../../host/log';
import type { Findings, Judged } from './findings';

/** Typing that pauses this long is looked at. */
const pause = 200;

const severities: Record<Judged['level'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Shows findings as problems while their document is open. */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('kms-policy');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly findings: Findings,
    private readonly log: Log,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, pause)),
      vscode.workspace.onDidCloseTextDocument((document) => this.clear(document.uri)),
    );
    this.refreshAll();
  }

  /** What the findings depend on has changed. */
  refreshAll(): void {
    for (const document of vscode.workspace.textDocuments) this.schedule(document, 0);
  }

  dispose(): void {
    this.listeners.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.collection.dispose();
  }

  private schedule(document: vscode.TextDocument, after: number): void {
    const name = document.uri.toString();
    clearTimeout(this.timers.get(name));
    const run = (): void => {
      this.timers.delete(name);
      this.show(document).catch((error: unknown) => this.log.failure('check a key policy', error));
    };
    this.timers.set(name, setTimeout(run, after));
  }

  private async show(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    const { version } = document;
    const judged = await this.findings.of(document);
    // The text has moved on: its own run follows.
    if (document.version !== version || document.isClosed) return;
    this.collection.set(
      document.uri,
      judged.filter((one) => !isLeftToJson(document, one)).map((one) => toDiagnostic(document, one)),
    );
  }

  private clear(uri: vscode.Uri): void {
    clearTimeout(this.timers.get(uri.toString()));
    this.timers.delete(uri.toString());
    this.findings.forget(uri);
    this.collection.delete(uri);
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

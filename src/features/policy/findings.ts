import * as vscode from 'vscode';
import { levelFor } from '../../core/policy/file/levels';
import type { Level } from '../../core/policy/file/levels';
import type { HostedFinding } from '../../core/policy/languages/findings';
import { matches } from './documents';
import type { PolicyDocuments } from './documents';
import type { Owners } from './owners';

/** A finding with the level that the settings give it. */
export interface Judged {
  finding: HostedFinding;
  level: Exclude<Level, 'off'>;
}

/** Runs the checks on documents, once for each version and state of knowledge. */
export class Findings {
  private readonly known = new Map<string, { stamp: string; found: Promise<Judged[]> }>();
  private epoch = 0;

  constructor(
    private readonly documents: PolicyDocuments,
    private readonly owners: Owners,
  ) {}

  of(document: vscode.TextDocument): Promise<readonly Judged[]> {
    const name = document.uri.toString();
    const stamp = `${String(document.version)} ${String(this.epoch)}`;
    const known = this.known.get(name);
    if (known?.stamp === stamp) return known.found;
    const found = this.judge(document);
    this.known.set(name, { stamp, found });
    return found;
  }

  /** Settings, or what is known of keys, have changed. */
  forgetAll(): void {
    this.epoch += 1;
  }

  forget(uri: vscode.Uri): void {
    this.known.delete(uri.toString());
  }

  private async judge(document: vscode.TextDocument): Promise<Judged[]> {
    const reading = await this.documents.readingOf(document);
    if (reading.policies.length === 0 && reading.problems.length === 0) return [];
    const setting = vscode.workspace
      .getConfiguration('kms', document)
      .get<Record<string, unknown>>('policy.checks', {});
    const level = levelFor(setting, (pattern) => matches(document, pattern));
    // The checks and their vocabulary are loaded when the first policy is opened, not at activation.
    const { findingsIn } = await import('../../core/policy/languages/findings');
    return findingsIn(reading, this.owners.knownOf(document.uri)).flatMap((finding) => {
      const at = level(finding.code, finding.severity);
      return at === 'off' ? [] : [{ finding, level: at }];
    });
  }
}

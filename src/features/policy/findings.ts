import * as vscode from 'vscode';
import type { Finding } from '../../core/policy/lint';
import { levelFor } from '../../core/policy/file/levels';
import type { Level } from '../../core/policy/file/levels';
import type { Span } from '../../core/policy/document';
import type { EmbeddedPolicy } from '../../core/policy/embedded/template';
import { wholePolicyCodes } from '../../core/policy/file/wholePolicy';
import { matches } from './documents';
import type { PolicyDocuments, PolicyText } from './documents';
import type { Owners } from './owners';

/** A finding with the level that the settings give it, and where it came from. */
export interface Judged {
  finding: Finding;
  level: Exclude<Level, 'off'>;
  policy: PolicyText;
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
    const policies = await this.documents.policiesIn(document);
    if (policies.length === 0) return [];
    const setting = vscode.workspace
      .getConfiguration('kms', document)
      .get<Record<string, unknown>>('policy.checks', {});
    const level = levelFor(setting, (pattern) => matches(document, pattern));
    // The checks and their vocabulary are loaded when the first policy is opened, not at activation.
    const { lintPolicy } = await import('../../core/policy/lint');
    const knowledge = this.owners.knownOf(document.uri);
    const judged = policies.flatMap((policy) =>
      lintPolicy(policy.document, knowledge)
        .filter((finding) => isOfThis(policy.embedded, finding))
        .flatMap((finding) => {
          const at = level(finding.code, finding.severity);
          return at === 'off' ? [] : [{ finding, level: at, policy }];
        }),
    );
    return distinct(judged);
  }
}

/** A part of a policy (a statement in `Fn::If`) cannot be blamed for what the whole lacks. */
function isOfThis(embedded: EmbeddedPolicy | undefined, { code, span }: Finding): boolean {
  if (!embedded) return true;
  if (embedded.part && wholePolicyCodes.has(code)) return false;
  return within(span, embedded.span);
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Two branches of a template may say the same of one place. */
function distinct(judged: Judged[]): Judged[] {
  const key = ({ finding: { code, span, message } }: Judged): string =>
    `${code} ${String(span.start)} ${String(span.end)} ${message}`;
  return [...new Map(judged.map((one) => [key(one), one])).values()];
}

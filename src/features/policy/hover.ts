import * as vscode from 'vscode';
import { toRange } from '../../host/ranges';
import type { Assistance } from './assistance';
import { policySelector } from './documents';
import type { PolicyDocuments } from './documents';

/** Says what the thing under the cursor means. The JSON schema has no descriptions: nothing is said twice. */
export function registerPolicyHover(documents: PolicyDocuments, assistance: Assistance): vscode.Disposable {
  return vscode.languages.registerHoverProvider(policySelector, {
    async provideHover(document, position, token) {
      const offset = document.offsetAt(position);
      const policy = await documents.policyAt(document, offset);
      if (!policy || token.isCancellationRequested) return undefined;
      const { hoverAt } = await import('../../core/policy/hover/hover');
      const context = assistance.contextOf(document.uri, policy.embedded?.language);
      const hover = hoverAt(policy.document, offset, context);
      return (
        hover && new vscode.Hover(new vscode.MarkdownString(hover.markdown), toRange(document, hover.span))
      );
    },
  });
}

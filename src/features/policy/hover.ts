import * as vscode from 'vscode';
import { toRange } from '../../host/ranges';
import type { Assistance } from './assistance';
import { policySelector } from './documents';
import type { PolicyDocuments } from './documents';

/** Says what the thing under the cursor means. The JSON schema has no descriptions: nothing is said twice. */
export function registerPolicyHover(documents: PolicyDocuments, assistance: Assistance): vscode.Disposable {
  return vscode.languages.registerHoverProvider(policySelector, {
    async provideHover(document, position, token) {
      const place = await documents.placeAt(document, document.offsetAt(position));
      if (!place || token.isCancellationRequested) return undefined;
      const { hoverAt } = await import('../../core/policy/hover/hover');
      const hover = hoverAt(place.policy.document, place.offset, assistance.contextOf(document.uri));
      const span = hover && place.policy.toFile(hover.span);
      return span && new vscode.Hover(new vscode.MarkdownString(hover.markdown), toRange(document, span));
    },
  });
}

import * as vscode from 'vscode';
import { toRange } from '../../host/ranges';
import { hoverIn } from '../../sessions/policy/language/hovers';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
import { policySelector, textOf } from './editorText';

/** Says what the thing under the cursor means. The JSON schema has no descriptions: nothing is said twice. */
export function registerPolicyHover(language: PolicyLanguage): vscode.Disposable {
  return vscode.languages.registerHoverProvider(policySelector, {
    async provideHover(document, position) {
      const hover = await hoverIn(language, textOf(document), document.offsetAt(position));
      return (
        hover && new vscode.Hover(new vscode.MarkdownString(hover.markdown), toRange(document, hover.span))
      );
    },
  });
}

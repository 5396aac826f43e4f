import type { PolicyFacts } from '../../src/core/keyPage/view';
import { calloutView } from '../ui/callout';
import { copyView } from '../ui/copyView';
import { html } from '../ui/lit';
import { sectionView } from '../ui/section';
import { commandView } from './lists';
import type { Page } from './page';
import { policyFormView } from './policyForm';
import { loadOf } from './state';
import { statementWordsView } from './statementWords';

/** The policy as the console's form shows it, where it has that shape, what the checks find, and its text. */
export function policyTab(page: Page): unknown {
  return sectionView<PolicyFacts>(loadOf(page.state.view?.parts.policy), {
    ...{ id: 'policy', title: 'Key policy', what: 'the key policy', retry: page.retry },
    ready: (facts) =>
      html`<div class="row">
          ${commandView(page, 'kms.policy.open', 'Edit text')}
          ${commandView(page, 'kms.policy.openToSide', 'Open to the side')}
          <vscode-button
            appearance="secondary"
            @click=${() => page.dispatch({ kind: 'tabs', event: { kind: 'chosen', id: 'access' } })}
            >Who can use the key</vscode-button
          >
        </div>
        ${facts.findings.map(({ severity, text, line }) => calloutView(severity, `Line ${line}: ${text}`))}
        ${policyFormView(page, facts)}
        <h3>In words</h3>
        ${statementWordsView(facts.words)}
        <h3 class="row">
          Text
          ${copyView(page.state.copied, { what: 'the key policy', value: facts.text }, (event) =>
            page.dispatch({ kind: 'copied', event }),
          )}
        </h3>
        <pre class="code" tabindex="0" aria-label="Text of the key policy">${facts.text.trimEnd()}</pre>`,
    empty: { when: () => false, text: '' },
  });
}

import type { ConsoleForm, PolicyFacts } from '../../src/core/keyPage/view';
import { calloutView } from '../ui/callout';
import { copyView } from '../ui/copyView';
import { html, nothing, type TemplateResult } from '../ui/lit';
import { sectionView } from '../ui/section';
import { commandView } from './lists';
import type { Page } from './page';
import { loadOf } from './state';
import { statementWordsView } from './statementWords';

/** The policy as the console's form shows it, where it has that shape, what the checks find, and its text. */
export function policyTab(page: Page): unknown {
  return sectionView<PolicyFacts>(loadOf(page.state.view?.parts.policy), {
    ...{ id: 'policy', title: 'Key policy', what: 'the key policy', retry: page.retry },
    ready: (facts) =>
      html`<div class="row">
          ${commandView(page, 'kms.policy.open', 'Edit')}
          ${commandView(page, 'kms.access.show', 'Who can use the key')}
        </div>
        ${facts.findings.map(({ severity, text, line }) => calloutView(severity, `Line ${line}: ${text}`))}
        ${facts.form ? formView(facts.form) : nothing}
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

function formView({ administrators, mayDelete, users, accounts }: ConsoleForm): TemplateResult {
  return html`<dl class="facts">
    ${listView('Key administrators', administrators)}
    ${listView('Key deletion', [
      mayDelete ? 'Key administrators may delete the key' : 'Key administrators may not delete the key',
    ])}
    ${listView('Key users', users)} ${listView('Other AWS accounts', accounts)}
  </dl>`;
}

function listView(label: string, values: readonly string[]): TemplateResult {
  return html`<div class="fact">
    <dt>${label}</dt>
    <dd>
      ${
        values.length === 0
          ? 'None'
          : html`<ul class="plain-list">
              ${values.map((value) => html`<li>${value}</li>`)}
            </ul>`
      }
    </dd>
  </div>`;
}

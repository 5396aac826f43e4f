import type { StatementWords } from '../../src/core/access/statementWords';
import { html, type TemplateResult } from '../ui/lit';

/** The statements of a key policy in plain English. */
export function statementWordsView(statements: readonly StatementWords[]): TemplateResult {
  return html`<ol class="plain-list statements">
    ${statements.map(statementView)}
  </ol>`;
}

function statementView({ title, effect, rows }: StatementWords): TemplateResult {
  return html`<li class="statement">
    <h4 class="row">${title} <span class=${classOf[effect]}>${effect}</span></h4>
    <dl class="facts">
      ${rows.map(
        ({ label, values }) =>
          html`<div class="fact">
            <dt>${label}</dt>
            <dd>
              ${
                values.length === 1
                  ? values[0]
                  : html`<ul class="plain-list">
                      ${values.map((value) => html`<li>${value}</li>`)}
                    </ul>`
              }
            </dd>
          </div>`,
      )}
    </dl>
  </li>`;
}

const classOf: Readonly<Record<StatementWords['effect'], string>> = {
  Allows: 'effect',
  Denies: 'effect effect-strong',
  'Cannot be read': 'effect effect-strong',
};

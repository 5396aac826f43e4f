import { quotas } from '../../src/core/kms/quotas';
import type { Field } from '../../src/core/keyPage/view';
import { identifierView, copyView } from '../ui/copyView';
import { html, ifDefined, nothing, type TemplateResult } from '../ui/lit';
import { sectionView } from '../ui/section';
import { textEditView } from '../ui/textEdit';
import type { Page } from './page';
import { loadOf } from './state';

/** What DescribeKey tells, the description edited in place, and the last use, which is asked for by itself. */
export function generalTab(page: Page): unknown {
  const { key, lastUse } = page.state.view?.parts ?? {};
  return html`${sectionView(loadOf(key), {
    ...{ id: 'general', title: 'General', what: 'the key', retry: page.retry },
    ready: (facts) =>
      html`<dl class="facts">
        ${rowView('Description', descriptionView(page, facts.description.why))}
        ${facts.general.map((field) => fieldView(page, field))}
      </dl>`,
    empty: never,
  })}
  ${sectionView(loadOf(lastUse), {
    ...{ id: 'last-use', title: 'Last use', what: 'the last use', retry: page.retry },
    ready: ({ value, note }) =>
      html`<p>${value}</p>
        ${note === undefined ? nothing : html`<p class="help">${note}</p>`}`,
    empty: never,
  })}`;
}

/** Parts of which there is always something to say. */
const never = { when: () => false, text: '' };

export function configurationTab(page: Page): unknown {
  const { key, publicKey } = page.state.view?.parts ?? {};
  return html`${sectionView(loadOf(key), {
    ...{ id: 'configuration', title: 'Cryptographic configuration', what: 'the key', retry: page.retry },
    ready: (facts) =>
      html`<dl class="facts">${facts.configuration.map((field) => fieldView(page, field))}</dl>`,
    empty: never,
  })}
  ${sectionView(loadOf(publicKey), {
    ...{ id: 'public-key', title: 'Public key', what: 'the public key', retry: page.retry },
    ready: ({ forms }) =>
      forms.map(
        ({ title, detail, text, why }) =>
          html`<div class="form">
            <h3 class="row">
              ${title}
              ${
                text === undefined
                  ? nothing
                  : copyView(page.state.copied, { what: `the ${title}`, value: text }, (event) =>
                      page.dispatch({ kind: 'copied', event }),
                    )
              }
            </h3>
            <p class="help">${why ?? detail}</p>
            ${text === undefined ? nothing : html`<pre class="code" tabindex="0">${text.trimEnd()}</pre>`}
          </div>`,
      ),
    empty: {
      when: ({ forms }) => forms.length === 0,
      text: 'A symmetric key has no public key: its material never leaves KMS.',
    },
  })}`;
}

function descriptionView({ state, dispatch, call }: Page, why: string | undefined): TemplateResult {
  return textEditView(
    state.description,
    {
      ...{ id: 'description', label: 'Description', empty: 'None', maxLength: quotas.descriptionCharacters },
      ...(why !== undefined && { locked: why }),
      save: async (text) => {
        await call('setDescription', text);
        return text;
      },
    },
    (event) => dispatch({ kind: 'description', event }),
  );
}

function fieldView({ state, dispatch }: Page, { label, value, exact, note, copy }: Field): TemplateResult {
  const shown = copy
    ? identifierView(state.copied, { what: `the ${label}`, value }, (event) =>
        dispatch({ kind: 'copied', event }),
      )
    : html`<span title=${ifDefined(exact)}>${value}</span>`;
  return rowView(
    label,
    html`${shown}${note === undefined ? nothing : html`<span class="help note">${note}</span>`}`,
  );
}

function rowView(label: string, value: unknown): TemplateResult {
  return html`<div class="fact">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

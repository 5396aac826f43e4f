import { isSecretView, type SecretMethods, type SecretPart } from '../../src/protocol/secret';
import { html, nothing, render, type TemplateResult } from '../ui/lit';
import { announce } from '../ui/live';
import type { PageParts } from '../ui/startPage';
import { createStore } from '../ui/store';
import { nextSecret, type SecretEvent, type SecretState } from './state';

/** Shows what must not be written to disk. Keeps nothing: after a reload there is nothing to show. */
export function startSecret({ root, call, fail }: PageParts<SecretMethods>): object {
  const store = createStore<SecretState, SecretEvent>({ forms: [] }, nextSecret, draw);

  function draw(state: SecretState): void {
    const { view } = state;
    if (view === undefined) return;
    render(
      html`<div class="secret-page stack">
        <header class="stack">
          <h1>${view.title}</h1>
          <p class="help">
            Shown here only: it is not written to disk, not restored, and other extensions do not see it.
            Close the tab to forget it.
          </p>
        </header>
        ${view.parts.map((part, index) => partView(part, index, state.forms[index] ?? 0))}
      </div>`,
      root,
    );
  }

  function partView({ name, size, forms }: SecretPart, part: number, chosen: number): TemplateResult {
    const form = forms[chosen];
    const copy = (): void =>
      void call('copy', { part, form: chosen })
        .then(() => announce(`Copied ${name}`))
        .catch(fail);
    return html`<section class="secret-part stack" aria-label=${name}>
      <div class="secret-head">
        <h2>${name}</h2>
        <span class="quiet">${size}</span>
        ${forms.length > 1 ? formsView(forms, part, chosen) : nothing}
      </div>
      <pre class="secret-text" tabindex="0" aria-label="${name} as ${form?.name ?? ''}">
${form?.text ?? ''}</pre>
      <div class="row">
        <vscode-button appearance="secondary" @click=${copy}>Copy</vscode-button>
        <vscode-button appearance="secondary" @click=${() => void call('save', part).catch(fail)}
          >Save to file…</vscode-button
        >
      </div>
    </section>`;
  }

  function formsView(forms: SecretPart['forms'], part: number, chosen: number): TemplateResult {
    return html`<div class="secret-forms" role="group" aria-label="Written as">
      ${forms.map(
        ({ name }, form) =>
          html`<button
            type="button"
            aria-pressed=${form === chosen ? 'true' : 'false'}
            @click=${() => store.dispatch({ kind: 'chosen', part, form })}
          >
            ${name}
          </button>`,
      )}
    </div>`;
  }

  call('start', undefined)
    .then((view) => {
      if (isSecretView(view)) store.dispatch({ kind: 'viewed', view });
    })
    .catch(fail);
  return {};
}

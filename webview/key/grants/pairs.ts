import { constraintLimits } from '../../../src/core/kms/grants';
import { html, live, nothing, type TemplateResult } from '../../ui/lit';
import { problemView, type FormPart } from './fields';

const kinds = [
  ['none', 'Any encryption context'],
  ['subset', 'The encryption context has these pairs, and perhaps more'],
  ['equals', 'The encryption context is exactly these pairs'],
] as const;

/** The constraint of the encryption context. */
export function pairsView({ draft, shown, change }: FormPart): TemplateResult {
  const { pairs, constraint } = draft;
  return html`<fieldset class="field">
    <legend class="field-label">Only if <span class="quiet">optional</span></legend>
    ${kinds.map(
      ([kind, label]) =>
        html`<label class="row"
          ><input
            type="radio"
            name="grant-constraint"
            .checked=${live(constraint === kind)}
            @change=${() =>
              change({
                constraint: kind,
                ...(kind !== 'none' && pairs.length === 0 && { pairs: [{ name: '', value: '' }] }),
              })}
          />${label}</label
        >`,
    )}
    ${
      constraint === 'none'
        ? nothing
        : html`${pairs.map((_, at) => pairView({ draft, shown, change }, at))}
          ${
            pairs.length >= constraintLimits.contextPairs
              ? nothing
              : html`<div class="row">
                  <button
                    type="button"
                    class="link"
                    @click=${() => change({ pairs: [...pairs, { name: '', value: '' }] })}
                  >
                    Add pair
                  </button>
                </div>`
          }`
    }
    ${problemView('pairs', shown)}
  </fieldset>`;
}

function pairView({ draft: { pairs }, change }: FormPart, at: number): TemplateResult {
  const pair = pairs[at] ?? { name: '', value: '' };
  const set = (changed: Partial<typeof pair>): void =>
    change({ pairs: pairs.map((one, index) => (index === at ? { ...one, ...changed } : one)) });
  const field = (part: 'name' | 'value') =>
    html`<input
      type="text"
      class="native-input"
      spellcheck="false"
      autocomplete="off"
      placeholder=${part === 'name' ? 'Name' : 'Value'}
      aria-label="${part === 'name' ? 'Name' : 'Value'} of pair ${at + 1}"
      .value=${live(pair[part])}
      @input=${({ target }: { target: HTMLInputElement }) => set({ [part]: target.value })}
    />`;
  return html`<div class="grant-pair">
    ${field('name')} ${field('value')}
    <button
      type="button"
      class="link"
      aria-label="Remove pair ${at + 1}"
      @click=${() => change({ pairs: pairs.filter((_, index) => index !== at) })}
    >
      Remove
    </button>
  </div>`;
}

import { focusWhen } from './focusWhen';
import { iconView } from './icons';
import { html, ifDefined, live, nothing, type TemplateResult } from './lit';
import type { TextEditEvent, TextEditState } from './textEditState';

interface Content {
  /** Unique in the page. */
  id: string;
  /** "Description". */
  label: string;
  /** What stands there where there is no text. */
  empty: string;
  /** Why it cannot be edited now. */
  locked?: string;
  maxLength?: number;
  /** Answers with the text as it is then. */
  save: (text: string) => Promise<string>;
}

/** A text with a button that makes it a field in its place. Enter saves, Escape cancels. */
export function textEditView(
  state: TextEditState,
  content: Content,
  dispatch: (event: TextEditEvent) => void,
): TemplateResult {
  return state.edit ? fieldView(state, state.edit, content, dispatch) : textView(state, content, dispatch);
}

function textView(
  { value, returned }: TextEditState,
  { label, empty, locked }: Content,
  dispatch: (event: TextEditEvent) => void,
): TemplateResult {
  return html`<span class="text-edit">
    <span class=${value === '' ? 'quiet' : ''}>${value === '' ? empty : value}</span>
    <button
      type="button"
      class="icon-button"
      aria-label="Edit ${label.toLowerCase()}"
      title=${locked ?? `Edit ${label.toLowerCase()}`}
      aria-disabled=${ifDefined(locked && 'true')}
      aria-description=${ifDefined(locked)}
      @click=${() => locked ?? dispatch({ kind: 'opened' })}
      ${focusWhen(returned, 'lost')}
    >
      ${iconView('edit')}
    </button>
  </span>`;
}

function fieldView(
  { value }: TextEditState,
  { typed, saving, problem }: NonNullable<TextEditState['edit']>,
  { id, label, maxLength, save }: Content,
  dispatch: (event: TextEditEvent) => void,
): TemplateResult {
  const submit = (): void => {
    if (saving) return;
    if (typed === value) return dispatch({ kind: 'cancelled' });
    dispatch({ kind: 'saving' });
    save(typed).then(
      (saved) => dispatch({ kind: 'saved', value: saved }),
      (error: unknown) =>
        dispatch({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
  };
  const press = (event: KeyboardEvent): void => {
    // The Enter that chooses a word of an input method is not ours.
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Enter') submit();
    else dispatch({ kind: 'cancelled' });
  };
  return html`<div class="text-edit-field">
    <div class="field-row">
      <input
        type="text"
        class="native-input ${problem === undefined ? '' : 'invalid'}"
        aria-label=${label}
        aria-invalid=${ifDefined(problem && 'true')}
        aria-describedby=${ifDefined(problem && `${id}-problem`)}
        maxlength=${ifDefined(maxLength)}
        ?readonly=${saving}
        .value=${live(typed)}
        @input=${({ target }: { target: HTMLInputElement }) =>
          dispatch({ kind: 'typed', text: target.value })}
        @keydown=${press}
        ${focusWhen(true)}
      />
      <vscode-button class="save-button" aria-disabled=${String(saving)} @click=${submit}
        >${saving ? 'Saving…' : 'Save'}</vscode-button
      >
      <vscode-button
        appearance="secondary"
        aria-disabled=${String(saving)}
        @click=${() => dispatch({ kind: 'cancelled' })}
        >Cancel</vscode-button
      >
    </div>
    ${
      problem === undefined
        ? nothing
        : html`<p class="field-message field-error" role="alert" id="${id}-problem">
            ${iconView('error')}<span>${problem}</span>
          </p>`
    }
  </div>`;
}

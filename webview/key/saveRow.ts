import { calloutView } from '../ui/callout';
import { html, nothing, type TemplateResult } from '../ui/lit';
import type { Page } from './page';
import type { SavedPart } from './state';

interface Content {
  of: SavedPart;
  /** Something has to be put right first. */
  isWrong: boolean;
  save: () => Promise<unknown>;
  discard: () => void;
}

/** The buttons below something that is edited as a whole, and why it could not be saved. */
export function saveRowView({ state, dispatch }: Page, content: Content): TemplateResult {
  const { of, isWrong, save, discard } = content;
  const isSaving = state.saving === of;
  const isBlocked = isWrong || (state.saving !== undefined && !isSaving);
  const submit = (): void => {
    if (isSaving || isBlocked) return;
    dispatch({ kind: 'saving', of });
    save().then(
      () => dispatch({ kind: 'saved' }),
      (error: unknown) =>
        dispatch({ kind: 'refused', of, message: error instanceof Error ? error.message : String(error) }),
    );
  };
  return html`${
      state.refusal?.of === of
        ? html`<div role="alert">${calloutView('error', state.refusal.message)}</div>`
        : nothing
    }
    <div class="row">
      <vscode-button
        class="save-button"
        aria-disabled=${String(isSaving || isBlocked)}
        ?disabled=${isBlocked}
        @click=${submit}
        >${isSaving ? 'Saving…' : 'Save'}</vscode-button
      >
      <vscode-button
        appearance="secondary"
        aria-disabled=${String(isSaving)}
        @click=${() => isSaving || discard()}
        >Discard changes</vscode-button
      >
    </div>`;
}

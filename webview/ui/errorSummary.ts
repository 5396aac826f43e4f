import { linkView } from './controls';
import { iconView } from './icons';
import { html, type TemplateResult } from './lit';

export interface SummaryEntry {
  message: string;
  /** Moves the focus to the field in question. */
  go: () => void;
}

/** What keeps a person from going on, each line a way to its field. Read out when it appears, hidden while empty. */
export function summaryView(entries: readonly SummaryEntry[]): TemplateResult {
  const title =
    entries.length === 1 ? 'Fix 1 problem to continue' : `Fix ${entries.length} problems to continue`;
  return html`<div
    class="callout callout-error error-summary"
    role="alert"
    tabindex="-1"
    ?hidden=${entries.length === 0}
  >
    ${iconView('error')}
    <div class="callout-body">
      <p class="summary-title">${title}</p>
      <ul>
        ${entries.map(({ message, go }) => html`<li>${linkView(message, go)}</li>`)}
      </ul>
    </div>
  </div>`;
}

/** Puts the focus on the summary that the page shows. */
export function focusSummary(page: HTMLElement): void {
  page.querySelector<HTMLElement>('.error-summary')?.focus();
}

import { calloutView } from './callout';
import { focusWhen } from './focusWhen';
import { html, nothing, type TemplateResult } from './lit';
import type { Load } from './loadState';

interface Content<T> {
  /** Unique in the page. */
  id: string;
  title: string;
  /** Completes "Loading …": "the grants". */
  what: string;
  /** What is drawn of the value. */
  ready: (value: T) => unknown;
  /** What to say where there is nothing to draw, and the one thing to do about it. */
  empty: { when: (value: T) => boolean; text: string; action?: TemplateResult };
  retry: () => void;
}

/** A part of a page that has to be asked for: it says that it loads, that there is nothing, or why it cannot be shown. */
export function sectionView<T>(load: Load<T>, content: Content<T>): TemplateResult {
  const { id, title } = content;
  return html`<section class="part" aria-labelledby=${id} aria-busy=${String(load.loading)}>
    <h2 id=${id} tabindex="-1" ${focusWhen(load.recovered === true, 'lost')}>${title}</h2>
    <div class="part-status" role="status">${statusView(load, content)}</div>
    ${load.value === undefined || content.empty.when(load.value) ? nothing : content.ready(load.value)}
  </section>`;
}

function statusView<T>(load: Load<T>, { what, empty, retry }: Content<T>): unknown {
  const { loading, failure, value } = load;
  if (failure) {
    const again = html`<button
      type="button"
      class="link"
      aria-disabled=${String(loading)}
      @click=${() => loading || retry()}
    >
      ${loading ? 'Retrying…' : 'Retry'}
    </button>`;
    const before = value === undefined ? nothing : ' What is shown was loaded before.';
    return calloutView(failure.reason === 'denied' ? 'warning' : 'error', [
      failure.message,
      before,
      ' ',
      again,
    ]);
  }
  if (loading)
    return html`<p class="row help">
      <vscode-progress-ring class="small-ring" aria-hidden="true"></vscode-progress-ring>
      Loading ${what}…
    </p>`;
  if (value !== undefined && empty.when(value))
    return html`<p class="help">${empty.text}</p>
      ${empty.action ?? nothing}`;
  return nothing;
}

import { copyWords, nextCopy, type CopyEvent, type CopyState } from './copyState';
import { iconView } from './icons';
import { html, type TemplateResult } from './lit';
import { announce } from './live';

interface Copied {
  /** Completes "Copy …", unique in the page. */
  what: string;
  value: string;
}

/** How long a button confirms. */
const shownFor = 2000;

/** A small button that copies a text, confirms in place and says so. */
export function copyView(
  state: CopyState,
  { what, value }: Copied,
  dispatch: (event: CopyEvent) => void,
): TemplateResult {
  const tell = (copied: boolean): void => {
    const attempt = {};
    const tried = { kind: 'tried', what, copied, attempt } as const;
    dispatch(tried);
    announce(copyWords(nextCopy(undefined, tried), what));
    setTimeout(() => dispatch({ kind: 'faded', attempt }), shownFor);
  };
  const copy = (): void =>
    void navigator.clipboard.writeText(value).then(
      () => tell(true),
      () => tell(false),
    );
  const done = state?.what === what ? state : undefined;
  return html`<button
    type="button"
    class="icon-button copy-button"
    aria-label="Copy ${what}"
    title=${copyWords(state, what)}
    @click=${copy}
  >
    ${iconView(done === undefined ? 'copy' : done.copied ? 'check' : 'error')}
  </button>`;
}

/** An identifier in the editor font with its copy button; cut in the middle where there is no room. */
export function identifierView(
  state: CopyState,
  copied: Copied,
  dispatch: (event: CopyEvent) => void,
): TemplateResult {
  const { value } = copied;
  const cut = Math.max(value.length - 12, 0);
  const head = html`<span class="identifier-head" aria-hidden="true">${value.slice(0, cut)}</span>`;
  const tail = html`<span class="identifier-tail" aria-hidden="true">${value.slice(cut)}</span>`;
  return html`<span class="identifier">
    <span class="identifier-text" title=${value}
      ><span class="visually-hidden">${value}</span>${head}${tail}</span
    >
    ${copyView(state, copied, dispatch)}
  </span>`;
}

import { calloutView, type CalloutKind } from './callout';
import { html, nothing, repeat, type TemplateResult } from './lit';

/** Something about the whole page's subject that cannot wait: a deletion that is scheduled, a key that is disabled. */
export interface Banner {
  id: string;
  kind: CalloutKind;
  text: string;
  action?: {
    label: string;
    run: () => void;
    /** What the button says while the action runs: "Cancelling…". It can then not be pressed again. */
    busy?: string;
  };
}

/** The banners of a page, below its heading. Those that come later are read out. */
export function bannersView(banners: readonly Banner[]): TemplateResult {
  return html`<div class="banners" role="status">
    ${repeat(
      banners,
      ({ id }) => id,
      ({ kind, text, action }) =>
        calloutView(kind, html`<span>${text}</span>${action ? actionView(action) : nothing}`),
    )}
  </div>`;
}

function actionView({ label, run, busy }: NonNullable<Banner['action']>): TemplateResult {
  return html`<button
    type="button"
    class="link"
    aria-disabled=${String(busy !== undefined)}
    @click=${() => busy ?? run()}
  >
    ${busy ?? label}
  </button>`;
}

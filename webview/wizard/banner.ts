import type { WizardView } from '../../src/protocol/wizard';
import { iconView } from '../ui/icons';
import { classMap, html, nothing, type TemplateResult } from '../ui/lit';

/** Where the key will be made, always in sight; marked where that is production. */
export function bannerView({ place }: WizardView): TemplateResult {
  const production = place?.production === true;
  return html`<div
    class=${classMap({ banner: true, 'banner-production': production })}
    role="note"
    aria-label="Where the key will be created"
  >
    ${iconView(production ? 'warning' : 'info')}${
      production ? html`<strong>Production</strong>` : nothing
    }<span>${place ? placeWords(place) : 'Connecting…'}</span>
  </div>`;
}

function placeWords(place: NonNullable<WizardView['place']>): string {
  const region = [place.region, place.regionName].filter(Boolean).join(' ');
  return [place.connectionName, place.accountId, region, place.endpointLabel].filter(Boolean).join(' · ');
}

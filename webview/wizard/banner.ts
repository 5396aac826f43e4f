import type { WizardView } from '../../src/protocol/wizard';
import { h, replaceChildren } from '../ui/h';
import { icon } from '../ui/icons';

/** Where the key will be made, always in sight; marked where that is production. */
export function banner() {
  const element = h('div', { class: 'banner', role: 'note', 'aria-label': 'Where the key will be created' });
  let drawn = '';
  return {
    element,
    update({ place }: WizardView) {
      const next = JSON.stringify(place ?? null);
      if (next === drawn) return;
      drawn = next;
      element.classList.toggle('banner-production', place?.production === true);
      if (!place) {
        replaceChildren(element, icon('info'), 'Connecting…');
        return;
      }
      const region = [place.region, place.regionName].filter(Boolean).join(' ');
      const parts = [place.connectionName, place.accountId, region, place.endpointLabel];
      replaceChildren(
        element,
        icon(place.production ? 'warning' : 'info'),
        place.production && h('strong', {}, 'Production'),
        h('span', {}, parts.filter(Boolean).join(' · ')),
      );
    },
  };
}

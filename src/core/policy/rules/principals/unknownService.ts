import { closest } from '../../vocabulary/match';
import { regionNames } from '../../vocabulary/places';
import { findServicePrincipal, servicePrincipals, viaServices } from '../../vocabulary/services';
import { write } from '../parts/entries';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { servicePrefixes } from '../parts/servicePrefixes';
import { show } from '../parts/words';
import { isServiceName } from './invalidServicePrincipal';

/** Names of services as the first part of a principal has them; there are more than are known here. */
const known: ReadonlySet<string> = new Set([
  ...servicePrefixes,
  ...viaServices.map(({ prefix }) => prefix),
  ...servicePrincipals.map(({ name }) => name.replace(/\.amazonaws\.com$/, '')),
]);
const principals = servicePrincipals.map(({ name }) => name.replace(/\.amazonaws\.com$/, ''));

/** KMS takes any name of the right form; one that is nearly that of a service matches nothing. */
export const unknownService: Rule = {
  code: 'KMS_UNKNOWN_SERVICE',
  severity: 'warning',
  summary: 'A service principal is nearly, but not quite, the name of a service.',
  link: kmsLink('key-policy-overview'),
  *check({ statements }) {
    for (const { principals: named, notPrincipals } of statements) {
      for (const { type, value } of [...named, ...notPrincipals]) {
        const intended = type === 'Service' ? meantBy(value.value) : undefined;
        if (intended === undefined) continue;
        const message = `No service is known as ${show(value.value)}: the statement would match nothing. Did you mean ${show(intended)}?`;
        yield { span: value.span, message, fixes: () => [write(value, intended)] };
      }
    }
  },
};

function meantBy(text: string): string | undefined {
  const [, name = '', domain = ''] = /^([a-z0-9.-]+?)(\.amazonaws\.com(?:\.cn)?)$/.exec(text) ?? [];
  if (name === '' || !isServiceName(text) || known.has(name)) return undefined;
  const [, service = name, region] = /^(.+)\.([a-z-]+-\d)$/.exec(name) ?? [];
  const place = region === undefined || regionNames.includes(region) ? region : swapped(region, regionNames);
  const right = known.has(service) || findServicePrincipal(text) ? service : nearest(service);
  // A Region may be newer than what is known here.
  const intended = [right, place ?? region].filter((part) => part !== undefined).join('.');
  return right === undefined || intended === name ? undefined : intended + domain;
}

/** A letter or two, no more: there are services of which nothing is known here. */
function nearest(name: string): string | undefined {
  const found = closest(name, principals);
  if (found === undefined || name.length < 3) return undefined;
  const slip =
    Math.abs(found.length - name.length) <= 1 && closest(name.slice(0, 3), [found.slice(0, 3)]) !== undefined;
  return slip ? found : swapped(name, [found]);
}

/** The name of the same letters. */
function swapped(name: string, names: readonly string[]): string | undefined {
  const letters = (text: string): string => Array.from(text).sort().join('');
  return names.find((one) => letters(one) === letters(name));
}

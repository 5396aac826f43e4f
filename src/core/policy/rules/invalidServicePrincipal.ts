import { closest } from '../vocabulary/match';
import { servicePrincipals } from '../vocabulary/services';
import { write } from './entries';
import { analyzerLink } from './links';
import type { Rule } from './rule';
import { didYouMean, show } from './words';

const shape = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*\.amazonaws\.com(\.cn)?$/;

/** Whether the text has the form of a service principal. */
export function isServiceName(text: string): boolean {
  return shape.test(text);
}

export const invalidServicePrincipal: Rule = {
  code: 'INVALID_SERVICE_PRINCIPAL_FORMAT',
  severity: 'error',
  summary: 'A service principal has not the form of one.',
  link: analyzerLink('error', 'INVALID_SERVICE_PRINCIPAL_FORMAT'),
  *check({ statements }) {
    for (const { principals, notPrincipals } of statements) {
      for (const { type, value } of [...principals, ...notPrincipals]) {
        // That "*" is a wildcard is said by a rule of its own.
        if (type !== 'Service' || value.value === '*' || isServiceName(value.value)) continue;
        const meant = meantService(value.value);
        const message = `${show(value.value)} is no service principal: write it as "<service>.amazonaws.com".${didYouMean(meant)}`;
        yield { span: value.span, message, fixes: meant === undefined ? [] : [write(value, meant)] };
      }
    }
  },
};

function meantService(text: string): string | undefined {
  const lower = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  if (shape.test(lower)) return lower;
  const name = lower.replace(/^\*\./, '').replace(/\.(?:amazonaws|aws|amazon)(?:\.com?)?$/, '');
  if (name === '' || lower.startsWith('*')) return undefined;
  const full = `${name}.amazonaws.com`;
  const names = servicePrincipals.map((service) => service.name);
  return closest(full, names) ?? (shape.test(full) ? full : undefined);
}

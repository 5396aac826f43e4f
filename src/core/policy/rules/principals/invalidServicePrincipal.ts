import { closest } from '../../vocabulary/match';
import { defaultRegions } from '../../vocabulary/places';
import { findServicePrincipal, servicePrincipals } from '../../vocabulary/services';
import { write } from '../parts/entries';
import { forgottenIn } from '../parts/forgotten';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import type { Misfit } from '../parts/values';
import { didYouMean, show } from '../parts/words';

/** The domains of the partitions, and the one of services that have no public endpoint. Source: the SDKs' partitions. */
const shape =
  /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov|aws\.internal)$/;

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
        if (type !== 'Service' || value.value === '*') continue;
        const forgotten = forgottenIn(value);
        if (forgotten) {
          yield forgotten;
          continue;
        }
        const wrong = misfit(value.value);
        if (!wrong) continue;
        const { message, intended } = wrong;
        yield {
          span: value.span,
          message,
          fixes: () => (intended === undefined ? [] : [write(value, intended)]),
        };
      }
    }
  },
};

function misfit(text: string): Misfit | undefined {
  const { service, region } = findServicePrincipal(text) ?? {};
  // Only where a Region must be opted into does the name of such a service have the Region in it.
  if (service && region !== undefined && !service.regional && defaultRegions.has(region)) {
    const message = `${service.title} calls KMS in ${region} as ${show(service.name)}, without the Region.`;
    return { message, intended: service.name };
  }
  if (isServiceName(text)) return undefined;
  const intended = meantService(text);
  const message = `${show(text)} is no service principal: write it as "<service>.amazonaws.com".${didYouMean(intended)}`;
  return { message, intended };
}

function meantService(text: string): string | undefined {
  const lower = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  if (shape.test(lower)) return lower;
  const name = withoutDomain(lower.replace(/^\*\./, ''));
  if (name === '' || lower.startsWith('*')) return undefined;
  const names = servicePrincipals.map((service) => service.name.replace(/\.amazonaws\.com$/, ''));
  const full = `${closest(name, names) ?? name}.amazonaws.com`;
  return shape.test(full) ? full : undefined;
}

/** `ec2.amazonaws.con`, `ec2.amazon.com` and `ec2.aws` are `ec2`. */
function withoutDomain(text: string): string {
  const labels = text.split('.');
  const domain = labels.length > 2 ? closest(labels.slice(-2).join('.'), ['amazonaws.com']) : undefined;
  if (domain !== undefined) return labels.slice(0, -2).join('.');
  return text.replace(/\.(?:amazonaws|aws|amazon)(?:\.com?)?$/, '');
}

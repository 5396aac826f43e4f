import type { Known } from '../../known';
import type { ConditionFacts } from '../../facts';
import { closest } from '../../vocabulary/match';
import { regionNames, regionShape } from '../../vocabulary/places';
import { parseViaService, viaServices, viaServiceValue } from '../../vocabulary/services';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { checkValues } from '../parts/values';
import type { Misfit } from '../parts/values';
import { show } from '../parts/words';

/** `s3.eu-west-1.amazonaws.com`: the same form in all partitions. */
export const invalidViaService: Rule = {
  code: 'KMS_INVALID_VIA_SERVICE',
  severity: 'warning',
  summary: 'The value of kms:ViaService is not <service>.<region>.amazonaws.com.',
  link: kmsLink('conditions-kms#conditions-kms-via-service'),
  check: (policy) =>
    checkValues(
      policy,
      ({ found, operator: { operator } }) =>
        found?.key.name === 'kms:ViaService' && operator.family === 'String',
      (text, condition) => misfit(text, condition, policy.known),
    ),
};

function misfit(text: string, condition: ConditionFacts, known: Known): Misfit | undefined {
  if (text.includes('${')) return undefined;
  const like = condition.operator?.operator.wildcards === true;
  const region = known.key?.multiRegion ? undefined : known.key?.region;
  const found = parseViaService(text);
  if (!found || !isRegion(found.region)) {
    // Under an operator that takes them literally, the wildcards are the mistake, and a rule of their own says so.
    if (/^[a-z0-9.*?-]*\*[a-z0-9.*?-]*$/.test(text)) return undefined;
    const intended = corrected(text, region ?? regionBeside(condition) ?? (like ? '*' : undefined));
    return {
      message: `${show(text)} is not of the form <service>.<region>.amazonaws.com, such as "s3.eu-west-1.amazonaws.com".`,
      intended,
    };
  }
  const { prefix } = found;
  if (found.title === undefined && !/[*?]/.test(prefix)) {
    const service = closest(
      prefix,
      viaServices.map((one) => one.prefix),
    );
    // New services come up all the time: only what looks like a slip is one.
    if (service !== undefined && prefix.length > 3 && service.length > 3)
      return {
        message: `No service ${show(prefix)} is known to call KMS. Did you mean ${show(service)}?`,
        intended: viaServiceValue(service, found.region),
      };
  }
  if (region === undefined || /[*?]/.test(found.region) || found.region === region) return undefined;
  return {
    message: `The key is in ${region}, and services of ${found.region} never call it.`,
    intended: viaServiceValue(prefix, region),
  };
}

/** A Region, or a pattern of some. */
function isRegion(text: string): boolean {
  return /[*?]/.test(text) || regionShape.test(text);
}

/** The Region itself, or the one that a misspelt name was to be. */
function regionLike(text: string): string | undefined {
  return isRegion(text) ? text : closest(text, regionNames);
}

/** The Region of another value of the same list. */
function regionBeside({ values }: ConditionFacts): string | undefined {
  return values
    .map((value) => (value.kind === 'string' ? parseViaService(value.value)?.region : undefined))
    .find((region) => region !== undefined && isRegion(region));
}

function corrected(text: string, region: string | undefined): string | undefined {
  const lower = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\.cn$/, '')
    .replace(/\/$/, '');
  const found = parseViaService(lower);
  if (found && isRegion(found.region)) return lower;
  // The Region before the service, as in the addresses of some other services.
  if (found && isRegion(found.prefix)) return corrected(viaServiceValue(found.region, found.prefix), region);
  const [, service = '', rest] =
    /^([a-z0-9-]+)(?:\.([a-z0-9*-]+))?(?:\.(?:amazonaws|aws|amazon)(?:\.com?)?)?$/.exec(lower) ?? [];
  const inRegion = rest !== undefined ? (regionLike(rest) ?? region) : region;
  if (service === '' || inRegion === undefined) return undefined;
  return viaServices.some(({ prefix }) => prefix === service)
    ? viaServiceValue(service, inRegion)
    : undefined;
}

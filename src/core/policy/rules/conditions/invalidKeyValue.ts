import type { ConditionFacts } from '../../facts';
import type { ConditionKey } from '../../vocabulary/conditionKey';
import { closest, matchesPattern } from '../../vocabulary/match';
import { regionNames, regionShape } from '../../vocabulary/places';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { checkValues } from '../parts/values';
import type { Misfit } from '../parts/values';
import { didYouMean, listed, show } from '../parts/words';

/** Condition keys that only ever have certain values. */
export const invalidKeyValue: Rule = {
  code: 'KMS_INVALID_KEY_VALUE',
  severity: 'warning',
  summary: 'The condition key never has that value.',
  link: kmsLink('conditions-kms'),
  check: (policy) =>
    checkValues(
      policy,
      ({ found, operator: { operator } }) =>
        checkFor(found?.key) !== undefined && (operator.family === 'String' || operator.family === 'Arn'),
      (text, condition) =>
        text.includes('${') ? undefined : checkFor(condition.found?.key)?.(spelt(text, condition), condition),
    ),
};

/** Aliases begin, and Regions are, in lower case; some operators do not mind. */
function spelt(text: string, { operator, found }: ConditionFacts): string {
  const anyCase = operator?.operator.name.endsWith('IgnoreCase') && !found?.key.values;
  return anyCase ? text.toLowerCase() : text;
}

type Check = (text: string, condition: ConditionFacts) => Misfit | undefined;

function checkFor(key: ConditionKey | undefined): Check | undefined {
  if (key?.values) return oneOf(key.values);
  if (key?.source === 'alias') return aliasName;
  if (key?.source === 'region') return region;
  const form = forms.find(({ names }) => key !== undefined && names.test(key.name));
  return form && ofForm(form);
}

/** Identifiers that are easily taken for one another. Sources: IAM user guide, each key's own section. */
const forms: readonly { names: RegExp; is: string; never: RegExp; instead: string }[] = [
  {
    names: /^aws:(?:Principal|Resource|Source|Vpce)OrgID$/,
    is: 'the id of an organization (o-…)',
    never: /^(?:ou-|r-|\d{12}$|o-[a-z0-9]+\/)/,
    instead: 'Units of an organization are matched by the OrgPaths key of the same name (o-…/r-…/ou-…/*).',
  },
  {
    names: /^aws:(?:Principal|Resource|Source|Vpce)OrgPaths$/,
    is: 'a path that begins with the organization (o-…/r-…/ou-…/)',
    never: /^(?:ou-|r-|\d{12}$|o-[a-z0-9]+$)/,
    instead: 'Write the whole path, with a slash or a wildcard at its end.',
  },
  {
    names: /^aws:SourceVpc$/,
    is: 'the id of a VPC (vpc-…)',
    never: /^(?:vpce-|subnet-|arn:)/,
    instead: 'Endpoints are matched by aws:SourceVpce.',
  },
  {
    names: /^aws:SourceVpce$/,
    is: 'the id of a VPC endpoint (vpce-…)',
    never: /^(?:vpc-|com\.amazonaws\.|arn:)/,
    instead: 'VPCs are matched by aws:SourceVpc.',
  },
  {
    names: /^aws:(?:PrincipalArn|SourceArn)$/,
    is: 'an ARN',
    never: /^(?:\d{12}|o-[a-z0-9]+|A(?:IDA|ROA)[A-Z0-9]+|[a-z0-9.-]+\.amazonaws\.com)$/,
    instead:
      'Accounts are matched by aws:PrincipalAccount and aws:SourceAccount, services by aws:PrincipalServiceName.',
  },
];

function ofForm({ is, never, instead }: (typeof forms)[number]): Check {
  return (text, { name }) =>
    never.test(text) ? { message: `${show(name)} is ${is}, and never ${show(text)}. ${instead}` } : undefined;
}

function oneOf(values: readonly string[]): Check {
  return (text, condition) => {
    if (isPossible(text, values, condition)) return undefined;
    const intended = closest(text, values);
    const rest = didYouMean(intended) || ` It is one of ${listed(values, 6)}.`;
    return { message: `${show(condition.name)} is never ${show(text)}.${rest}`, intended };
  };
}

function isPossible(text: string, values: readonly string[], { operator }: ConditionFacts): boolean {
  if (operator?.operator.wildcards) return values.some((value) => matchesPattern(text, value));
  if (operator?.operator.name.endsWith('IgnoreCase'))
    return values.some((value) => value.toLowerCase() === text.toLowerCase());
  // That a wildcard is none here is said by a rule of its own.
  return values.includes(text) || (/[*?]/.test(text) && values.some((value) => matchesPattern(text, value)));
}

/** Source: developer guide, kms:RequestAlias and kms:ResourceAliases: the name, not the ARN. */
function aliasName(text: string, { name }: ConditionFacts): Misfit | undefined {
  const [head = ''] = text.split(/[*?]/);
  if (text.startsWith('alias/') || (head.length < text.length && 'alias/'.startsWith(head))) return undefined;
  const [, fromArn] = /^arn:.*:(alias\/.+)$/.exec(text) ?? [];
  const intended = fromArn ?? (/^[\w/*?-]+$/.test(text) ? `alias/${text.replace(/^\/+/, '')}` : undefined);
  const message = `${show(name)} is the name of an alias, which begins with "alias/", and never ${show(text)}.`;
  return { message: message + didYouMean(intended), intended };
}

function region(text: string, { name }: ConditionFacts): Misfit | undefined {
  if (regionShape.test(text) || /[*?]/.test(text)) return undefined;
  const intended = closest(text, regionNames);
  return {
    message: `${show(name)} is a Region, and ${show(text)} is none.${didYouMean(intended)}`,
    intended,
  };
}

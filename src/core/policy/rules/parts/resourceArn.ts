import type { StringValue, Value } from '../../document';
import type { PolicyFacts } from '../../facts';
import { quoted } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { partitionShape, regionShape } from '../../vocabulary/places';
import { write } from './entries';
import { analyzerLink } from './links';
import type { Report, Rule } from './rule';
import { show } from './words';

export type ArnFault =
  | 'INVALID_ARN_PREFIX'
  | 'MISSING_ARN_FIELD'
  | 'INVALID_PARTITION'
  | 'INVALID_ARN_SERVICE_CASE'
  | 'INVALID_ARN_REGION'
  | 'INVALID_ARN_ACCOUNT'
  | 'INVALID_ARN_RESOURCE';

const form = 'arn:aws:kms:<region>:<account>:key/<id>';

/** What is wrong with the shape of a resource's ARN, in the order of its fields. */
export function arnFaults(text: string): Partial<Record<ArnFault, string>> {
  if (text === '*') return {};
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
  if (prefix !== 'arn') return { INVALID_ARN_PREFIX: `${show(text)} is no ARN, which begins with "arn:"` };
  if (rest.length === 0)
    return { MISSING_ARN_FIELD: `${show(text)} lacks fields of an ARN, which has six: ${form}` };
  const fits = (field: string, shape: RegExp): boolean => shape.test(field) || /[*?]|\$\{/.test(field);
  const faults: Partial<Record<ArnFault, string>> = {};
  if (!fits(partition, partitionShape)) faults.INVALID_PARTITION = `There is no partition ${show(partition)}`;
  if (service !== 'kms' && service.toLowerCase() === 'kms')
    faults.INVALID_ARN_SERVICE_CASE = `The service of an ARN is in lower case: "kms", not ${show(service)}`;
  if (service.toLowerCase() !== 'kms') return faults;
  if (!fits(region, regionShape)) faults.INVALID_ARN_REGION = `${show(region)} is no Region`;
  if (!fits(account, /^\d{12}$/))
    faults.INVALID_ARN_ACCOUNT = `${show(account)} is no account id of 12 digits`;
  const resource = rest.join(':');
  if (!/^(key|alias)\/.|^[*?]|^(key|alias)[*?]|^\$\{/.test(resource))
    faults.INVALID_ARN_RESOURCE = `${show(resource)} is neither key/<id> nor alias/<name>`;
  return faults;
}

/** Every resource that is not "*", with the element that it stands in. */
export function* resourcesOf({
  statements,
}: PolicyFacts): Iterable<{ value: StringValue; element: Value; negated: boolean }> {
  for (const { resource, notResource } of statements) {
    for (const member of [resource, notResource]) {
      const element = member?.value;
      if (!element) continue;
      for (const value of element.kind === 'array' ? element.items : [element])
        if (value.kind === 'string' && value.value !== '*')
          yield { value, element, negated: member === notResource };
    }
  }
}

/** The key itself, which is all that the Resource of a key policy can be. */
export function starFix(element: Value): Change {
  return {
    title: 'Write "*", which in a key policy is the key itself',
    edits: [{ span: element.span, newText: quoted('*') }],
    anywhere: true,
  };
}

/** The rule for one of the faults. `mend` writes the ARN without it, where that is plain. */
export function arnRule(code: ArnFault, summary: string, mend?: (text: string) => string): Rule {
  return {
    code,
    severity: 'error',
    summary,
    link: analyzerLink('error', code),
    *check(policy): Iterable<Report> {
      for (const { value, element, negated } of resourcesOf(policy)) {
        const fault = arnFaults(value.value)[code];
        if (fault === undefined) continue;
        const better = mend?.(value.value);
        const fixes = (): Change[] => [
          ...(negated ? [] : [starFix(element)]),
          ...(better !== undefined && arnFaults(better)[code] === undefined ? [write(value, better)] : []),
        ];
        yield { span: value.span, message: `${fault}. In a key policy write "Resource": "*".`, fixes };
      }
    },
  };
}

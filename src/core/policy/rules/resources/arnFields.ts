import type { Change } from '../../fixes/fix';
import { partitionShape, regionShape } from '../../vocabulary/places';
import { write } from '../parts/entries';
import { family } from '../parts/family';
import { analyzerLink } from '../parts/links';
import { resourcesOf, starFix } from '../parts/resources';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** What stands between the colons of a resource's text, in which everything may be missing. */
interface Fields {
  text: string;
  prefix: string;
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string | undefined;
}

/** Something that can be wrong with the shape of a resource's ARN. */
interface Row {
  /** The texts that it is asked of: what is no ARN at all has no field that could be wrong. */
  of: (fields: Fields) => boolean;
  summary: string;
  /** The fault in words, or nothing where there is none. */
  fault: (fields: Fields) => string | false;
  /** The text without the fault, where that is plain. */
  corrected?: (text: string) => string;
}

const isArn = ({ prefix, resource }: Fields): boolean => prefix === 'arn' && resource !== undefined;
const isArnOfKms = (fields: Fields): boolean => isArn(fields) && fields.service.toLowerCase() === 'kms';

/** In the order of the fields. */
const rows = {
  INVALID_ARN_PREFIX: {
    of: () => true,
    summary: 'A resource is no ARN.',
    fault: ({ text, prefix }) => prefix !== 'arn' && `${show(text)} is no ARN, which begins with "arn:"`,
  },
  MISSING_ARN_FIELD: {
    of: ({ prefix }) => prefix === 'arn',
    summary: 'The ARN of a resource lacks fields.',
    fault: ({ text, resource }) =>
      resource === undefined &&
      `${show(text)} lacks fields of an ARN, which has six: arn:aws:kms:<region>:<account>:key/<id>`,
  },
  INVALID_PARTITION: {
    of: isArn,
    summary: 'The ARN of a resource names no AWS partition.',
    fault: ({ partition }) => !fits(partition, partitionShape) && `There is no partition ${show(partition)}`,
    corrected: (text) => text.replace(/^arn:[^:]*:/, 'arn:aws:'),
  },
  INVALID_ARN_SERVICE_CASE: {
    of: isArnOfKms,
    summary: 'The service of an ARN is not in lower case.',
    fault: ({ service }) =>
      service !== 'kms' && `The service of an ARN is in lower case: "kms", not ${show(service)}`,
    corrected: (text) =>
      text.replace(
        /^(arn:[^:]*:)([^:]*)/,
        (_, before: string, service: string) => before + service.toLowerCase(),
      ),
  },
  INVALID_ARN_REGION: {
    of: isArnOfKms,
    summary: 'The ARN of a resource names no Region.',
    fault: ({ region }) => !fits(region, regionShape) && `${show(region)} is no Region`,
  },
  INVALID_ARN_ACCOUNT: {
    of: isArnOfKms,
    summary: 'The ARN of a resource names no account.',
    fault: ({ account }) => !fits(account, /^\d{12}$/) && `${show(account)} is no account id of 12 digits`,
    corrected: (text) =>
      text.replace(
        /^((?:[^:]*:){4})([^:]*)/,
        (_, before: string, account: string) => before + account.replace(/[\s-]/g, ''),
      ),
  },
  INVALID_ARN_RESOURCE: {
    of: isArnOfKms,
    summary: 'The ARN of a resource names neither a key nor an alias.',
    fault: ({ resource = '' }) =>
      !/^(key|alias)\/.|^[*?]|^(key|alias)[*?]|^\$\{/.test(resource) &&
      `${show(resource)} is neither key/<id> nor alias/<name>`,
  },
} satisfies Record<string, Row>;

/** Resources whose ARN has a wrong field. */
export const arnFields = family<keyof typeof rows, Row>(rows, (code, row): Rule => ({
  code,
  severity: 'error',
  summary: row.summary,
  link: analyzerLink('error', code),
  *check(policy) {
    for (const { value, element, negated } of resourcesOf(policy)) {
      const fault = faultOf(row, value.value);
      if (fault === undefined) continue;
      const better = row.corrected?.(value.value);
      const fixes = (): Change[] => [
        ...(negated ? [] : [starFix(element)]),
        ...(better !== undefined && faultOf(row, better) === undefined ? [write(value, better)] : []),
      ];
      yield { span: value.span, message: `${fault}. In a key policy write "Resource": "*".`, fixes };
    }
  },
}));

/** Whether no rule finds fault with the ARN of a resource. */
export function isWellFormed(text: string): boolean {
  return Object.values<Row>(rows).every((row) => faultOf(row, text) === undefined);
}

function faultOf(row: Row, text: string): string | undefined {
  const fields = fieldsOf(text);
  return (row.of(fields) && row.fault(fields)) || undefined;
}

function fieldsOf(text: string): Fields {
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
  return {
    text,
    prefix,
    partition,
    service,
    region,
    account,
    resource: rest.length > 0 ? rest.join(':') : undefined,
  };
}

/** Wildcards and variables fit anywhere. */
function fits(field: string, shape: RegExp): boolean {
  return shape.test(field) || /[*?]|\$\{/.test(field);
}

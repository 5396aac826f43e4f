import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { checkValues } from '../parts/values';
import { show } from '../parts/words';

export const invalidAccountValue: Rule = {
  code: 'KMS_INVALID_ACCOUNT_VALUE',
  severity: 'warning',
  summary: 'The value is no account id of 12 digits.',
  link: kmsLink('conditions-kms#conditions-kms-caller-account'),
  check: (policy) =>
    checkValues(
      policy,
      ({ found, operator: { operator } }) => found?.key.source === 'account' && operator.family === 'String',
      (text, { name, operator }, value) => {
        const pattern = operator?.operator.wildcards === true && /^[\d*?]+$/.test(text);
        if (/^\d{12}$/.test(text) || pattern || text.includes('${')) return undefined;
        // A number in JSON loses its leading zeros, and more than 15 digits lose their end.
        const digits = text.replace(/[\s-]/g, '');
        const intended =
          value.kind === 'string' && /^\d{12}$/.test(digits) ? digits : /:(\d{12}):/.exec(text)?.[1];
        return { message: `${show(name)} takes an account id of 12 digits, not ${show(text)}.`, intended };
      },
    ),
};

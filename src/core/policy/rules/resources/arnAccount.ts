import { arnRule } from '../parts/resourceArn';

export const arnAccount = arnRule('INVALID_ARN_ACCOUNT', 'The ARN of a resource names no account.', (text) =>
  text.replace(
    /^((?:[^:]*:){4})([^:]*)/,
    (_, before: string, account: string) => before + account.replace(/[\s-]/g, ''),
  ),
);

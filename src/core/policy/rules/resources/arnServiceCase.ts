import { arnRule } from '../parts/resourceArn';

export const arnServiceCase = arnRule(
  'INVALID_ARN_SERVICE_CASE',
  'The service of an ARN is not in lower case.',
  (text) =>
    text.replace(
      /^(arn:[^:]*:)([^:]*)/,
      (_, before: string, service: string) => before + service.toLowerCase(),
    ),
);

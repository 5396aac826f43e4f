import { arnRule } from '../parts/resourceArn';

export const arnPartition = arnRule(
  'INVALID_PARTITION',
  'The ARN of a resource names no AWS partition.',
  (text) => text.replace(/^arn:[^:]*:/, 'arn:aws:'),
);

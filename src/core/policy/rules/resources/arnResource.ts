import { arnRule } from '../parts/resourceArn';

export const arnResource = arnRule(
  'INVALID_ARN_RESOURCE',
  'The ARN of a resource names neither a key nor an alias.',
);

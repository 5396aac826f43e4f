import { arnRule } from '../parts/resourceArn';

export const arnRegion = arnRule('INVALID_ARN_REGION', 'The ARN of a resource names no Region.');

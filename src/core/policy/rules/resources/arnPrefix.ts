import { arnRule } from '../parts/resourceArn';

export const arnPrefix = arnRule('INVALID_ARN_PREFIX', 'A resource is no ARN.');

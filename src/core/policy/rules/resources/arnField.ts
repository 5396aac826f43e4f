import { arnRule } from '../parts/resourceArn';

export const arnField = arnRule('MISSING_ARN_FIELD', 'The ARN of a resource lacks fields.');

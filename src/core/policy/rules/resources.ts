import { arnFields } from './resources/arnFields';
import { resourceNotStar } from './resources/resourceNotStar';
import { resourceNotThisKey } from './resources/resourceNotThisKey';
import type { Rule } from './parts/rule';

/** What a statement is about. */
export const resources: readonly Rule[] = [resourceNotStar, resourceNotThisKey, ...Object.values(arnFields)];

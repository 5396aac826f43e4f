import { emptyVariable } from './variables/emptyVariable';
import { invalidVariable } from './variables/invalidVariable';
import { missingBrace } from './variables/missingBrace';
import { variableInVersion } from './variables/variableInVersion';
import type { Rule } from './parts/rule';

/** Policy variables in conditions and resources. */
export const variables: readonly Rule[] = [emptyVariable, missingBrace, invalidVariable, variableInVersion];

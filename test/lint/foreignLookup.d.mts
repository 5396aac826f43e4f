import type { Rule } from 'eslint';

export const foreignLookup: Rule.RuleModule;

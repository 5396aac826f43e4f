import type { Rule } from 'eslint';

export const safeTemplates: Rule.RuleModule;

/**
 * What `kms.productionPattern` is by default (package.json says the same): "prod", "production" or "prd" anywhere in
 * the name, unless it is negated, or is the beginning of another word. In doubt a name is production: a
 * confirmation too many harms nobody.
 */
export const defaultProductionPattern =
  '(?<!non|pre|(?<![a-z])(?:n|p|no|not|re|sub|(?:no|non|not|pre|sub)[^a-z\\d]))(?:prod(?!uc(?!tion)|ig)|prd)';

/** A pattern of the setting that can be used, and what was wrong with it where another one stands in. */
export interface ProductionPattern {
  source: string;
  problem?: string;
}

/**
 * The pattern that guards. One that is no regular expression gives way to the default, so that a typing mistake
 * removes no guard; an empty one is a wish: nothing is production.
 */
export function productionPattern(typed: string): ProductionPattern {
  try {
    new RegExp(typed, 'i');
    return { source: typed };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { source: defaultProductionPattern, problem: error.message };
  }
}

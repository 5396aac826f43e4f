import { cloudFormationJsonLanguage, cloudFormationYamlLanguage } from './cloudformation/languages';
import { policyJson } from './json/language';
import { terraformJsonLanguage, terraformLanguage } from './terraform/languages';
import { terraformPlanLanguage } from './terraform/plan';
import type { HostFile, HostLanguage } from './language';

/** Languages in which a file can hold key policies among other things; the first that a file is written in counts. */
export const hostLanguages: readonly HostLanguage[] = [
  terraformLanguage,
  terraformJsonLanguage,
  terraformPlanLanguage,
  cloudFormationJsonLanguage,
  cloudFormationYamlLanguage,
];

/** The language of a file that may hold key policies; undefined where none can be in it. */
export function hostLanguageOf(file: HostFile): HostLanguage | undefined {
  return hostLanguages.find((language) => language.isLanguageOf(file));
}

/** The language of files that are a key policy as a whole. */
export const wholePolicy: HostLanguage = policyJson;

import { arnFrom, parseArn } from '../arn';
import { listed } from '../policy/rules/parts/words';
import type { CompiledStatement, ContextLookup } from './compiled';
import type { About } from './surveyAnswer';

/** No alias is called so: what covers it covers every alias. */
const noAlias = 'alias/<any>';

/**
 * Which aliases of the key's account and Region a statement of an IAM policy is about: all of them (an empty
 * text), some (in words), or none (undefined). Changing an alias is asked on the alias and on its key, and on the
 * alias IAM alone can allow it. Source: developer guide, "Controlling access to aliases".
 */
export function aliasesIn(
  { resource, resources, notResource }: CompiledStatement,
  { key }: About,
  lookup: ContextLookup,
): string | undefined {
  if (typeof key === 'string') return '';
  if (resource?.(arnFrom({ ...key, resource: noAlias }), lookup) === true) return '';
  if (notResource) return undefined;
  const own = resources.filter((pattern) => {
    const arn = parseArn(pattern);
    const isHere = (part: string | undefined, here: string): boolean =>
      part === here || /[*?$]/.test(part ?? '');
    return arn?.resource.startsWith('alias/') === true && isHere(arn.account, key.account);
  });
  return own.length === 0
    ? undefined
    : `the alias is ${listed(own.map(nameIn)).replace(/ and (?=\S+$)/, ' or ')}`;
}

function nameIn(pattern: string): string {
  return pattern.slice(pattern.indexOf('alias/'));
}

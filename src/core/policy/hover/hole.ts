import type { Markdown } from '../../markdown';
import { joined, md } from '../../markdown';
import type { Here, HoleValue } from '../document';
import { findConditionKey } from '../vocabulary/conditionKeys';
import { conditionKeyMarkdown } from './conditionKey';
import { principalTextMarkdown, servicePrincipalMarkdown } from './principal';

/** What a value is that only the language around the policy can fill in. */
export function holeMarkdown(
  { name, known }: HoleValue,
  path: readonly (string | number)[],
  here: Here | undefined,
): Markdown {
  const text = known?.text;
  const meaning = text === undefined ? undefined : meaningOf(text, path, here);
  const says = md`${known?.says ?? `The value of ${name}, which is known later.`}`;
  return joined([meaning, says, ofCondition(path)], '\n\n');
}

function meaningOf(
  text: string,
  [element, type]: readonly (string | number)[],
  here: Here | undefined,
): Markdown | undefined {
  if (element !== 'Principal' && element !== 'NotPrincipal') return undefined;
  if (type === 'Service') return serviceText(text);
  return type === undefined || type === 'AWS' ? principalTextMarkdown(text, here) : undefined;
}

/** What is filled in for the Region or the domain hides nothing of which service it is. */
function serviceText(text: string): Markdown | undefined {
  const name = text.replace(/\.\$\{[^}]*\}$/, '.amazonaws.com');
  const [place] = /\$\{[^}]*\}/.exec(name) ?? [];
  if (place === undefined) return servicePrincipalMarkdown(name);
  return name.startsWith('$') ? undefined : servicePrincipalMarkdown(name.replace(`.${place}`, ''), place);
}

function ofCondition([element, , key]: readonly (string | number)[]): Markdown | undefined {
  const found = element === 'Condition' && typeof key === 'string' ? findConditionKey(key) : undefined;
  return found && conditionKeyMarkdown(found);
}

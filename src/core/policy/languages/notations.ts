import { ownValue } from '../../ownValue';
import type { Value } from '../document';
import { cloudFormationJson } from './cloudformation/notations';
import { yamlBlock, yamlFlow } from './cloudformation/notations';
import { jsonNotation } from './json/notation';
import type { Notation } from './notation';

/** How values are written, by the name that a value carries. */
const notations: Readonly<Record<string, Notation>> = {
  'cloudformation-json': cloudFormationJson,
  'yaml-block': yamlBlock,
  'yaml-flow': yamlFlow,
};

/** How a value is written, and what stands beside or inside of it. */
export function notationOf(value: Value | undefined): Notation {
  const name = value && 'notation' in value ? value.notation : undefined;
  return (name === undefined ? undefined : ownValue(notations, name)) ?? jsonNotation;
}

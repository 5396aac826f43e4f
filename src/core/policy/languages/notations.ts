import { ownValue } from '../../ownValue';
import type { Value } from '../document';
import { cloudFormationJson } from './cloudformation/notations';
import { yamlBlock, yamlFlow } from './cloudformation/notations';
import { jsonNotation } from './json/notation';
import {
  argumentNames,
  conditionBlocks,
  conditionPair,
  impliedText,
  principalBlocks,
  statementBlocks,
  statementBody,
} from './terraform/blockNotations';
import { hclName, hclNotation, hclQuoted, hclStrings } from './terraform/objectNotation';
import type { Notation } from './notation';

/** How values are written, by the name that a value carries. */
const notations: Readonly<Record<string, Notation>> = {
  'cloudformation-json': cloudFormationJson,
  'yaml-block': yamlBlock,
  'yaml-flow': yamlFlow,
  hcl: hclNotation,
  'hcl-list-of': hclNotation,
  'hcl-strings': hclStrings,
  'hcl-name': hclName,
  'hcl-text': hclQuoted,
  'hcl-implied': impliedText,
  'hcl-argument': argumentNames,
  'hcl-statements': statementBlocks,
  'hcl-statement': statementBody,
  'hcl-principals': principalBlocks,
  'hcl-condition': conditionBlocks,
  'hcl-condition-values': conditionPair,
};

/** How a value is written, and what stands beside or inside of it. */
export function notationOf(value: Value | undefined): Notation {
  const name = value && 'notation' in value ? value.notation : undefined;
  return (name === undefined ? undefined : ownValue(notations, name)) ?? jsonNotation;
}

import { characters } from './structure/characters';
import { dataType } from './structure/dataType';
import { elementCombination } from './structure/elementCombination';
import { emptyCondition } from './structure/emptyCondition';
import { emptyConditionValues } from './structure/emptyConditionValues';
import { emptyElements } from './structure/emptyElements';
import { emptySid } from './structure/emptySid';
import { invalidEffect } from './structure/invalidEffect';
import { invalidElement } from './structure/invalidElement';
import { invalidVersion } from './structure/invalidVersion';
import { jsonSyntax } from './structure/jsonSyntax';
import { missingElements } from './structure/missingElements';
import { missingStatement } from './structure/missingStatement';
import { missingVersion } from './structure/missingVersion';
import { tooLarge } from './structure/tooLarge';
import { uniqueSids } from './structure/uniqueSids';
import type { Rule } from './parts/rule';

/** What a policy document has to look like. */
export const structure: readonly Rule[] = [
  jsonSyntax,
  dataType,
  invalidElement,
  missingStatement,
  ...Object.values(missingElements),
  invalidEffect,
  invalidVersion,
  elementCombination,
  tooLarge,
  characters,
  missingVersion,
  uniqueSids,
  emptySid,
  ...Object.values(emptyElements),
  emptyConditionValues,
  emptyCondition,
];

import { characters } from './structure/characters';
import { dataType } from './structure/dataType';
import { elementCombination } from './structure/elementCombination';
import { emptyAction } from './structure/emptyAction';
import { emptyCondition } from './structure/emptyCondition';
import { emptyConditionValues } from './structure/emptyConditionValues';
import { emptyPrincipal } from './structure/emptyPrincipal';
import { emptyPrincipalObject } from './structure/emptyPrincipalObject';
import { emptyResource } from './structure/emptyResource';
import { emptySid } from './structure/emptySid';
import { invalidEffect } from './structure/invalidEffect';
import { invalidElement } from './structure/invalidElement';
import { invalidVersion } from './structure/invalidVersion';
import { jsonSyntax } from './structure/jsonSyntax';
import { missingAction } from './structure/missingAction';
import { missingEffect } from './structure/missingEffect';
import { missingPrincipal } from './structure/missingPrincipal';
import { missingResource } from './structure/missingResource';
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
  missingEffect,
  missingAction,
  missingPrincipal,
  missingResource,
  invalidEffect,
  invalidVersion,
  elementCombination,
  tooLarge,
  characters,
  missingVersion,
  uniqueSids,
  emptySid,
  emptyAction,
  emptyPrincipal,
  emptyResource,
  emptyConditionValues,
  emptyPrincipalObject,
  emptyCondition,
];

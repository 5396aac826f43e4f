import { actionNotForKey } from './actionNotForKey';
import { actionNotInKeyPolicy } from './actionNotInKeyPolicy';
import { actionWithoutKey } from './actionWithoutKey';
import { adminCanEscalate } from './adminCanEscalate';
import { allowNotAction } from './allowNotAction';
import { allowNotPrincipal } from './allowNotPrincipal';
import { arnAccount } from './arnAccount';
import { arnField } from './arnField';
import { arnPartition } from './arnPartition';
import { arnPrefix } from './arnPrefix';
import { arnRegion } from './arnRegion';
import { arnResource } from './arnResource';
import { arnServiceCase } from './arnServiceCase';
import { callerLockedOut } from './callerLockedOut';
import { characters } from './characters';
import { conditionKeyFormat } from './conditionKeyFormat';
import { createGrant } from './createGrant';
import { dataType } from './dataType';
import { deprecatedKey } from './deprecatedKey';
import { duplicateConditionKey } from './duplicateConditionKey';
import { elementCombination } from './elementCombination';
import { emptyAction } from './emptyAction';
import { emptyCondition } from './emptyCondition';
import { emptyConditionValues } from './emptyConditionValues';
import { emptyPrincipal } from './emptyPrincipal';
import { emptyPrincipalObject } from './emptyPrincipalObject';
import { emptyResource } from './emptyResource';
import { emptySid } from './emptySid';
import { emptyVariable } from './emptyVariable';
import { forAllValues } from './forAllValues';
import { invalidAccountValue } from './invalidAccountValue';
import { invalidAction } from './invalidAction';
import { invalidActionService } from './invalidActionService';
import { invalidEffect } from './invalidEffect';
import { invalidElement } from './invalidElement';
import { invalidGlobalKey } from './invalidGlobalKey';
import { invalidKeyValue } from './invalidKeyValue';
import { invalidOperator } from './invalidOperator';
import { invalidPrincipalFormat } from './invalidPrincipalFormat';
import { invalidPrincipalKey } from './invalidPrincipalKey';
import { invalidServiceKey } from './invalidServiceKey';
import { invalidServicePrincipal } from './invalidServicePrincipal';
import { invalidVariable } from './invalidVariable';
import { invalidVersion } from './invalidVersion';
import { invalidViaService } from './invalidViaService';
import { jsonSyntax } from './jsonSyntax';
import { lockoutRisk } from './lockoutRisk';
import { missingAction } from './missingAction';
import { missingBrace } from './missingBrace';
import { missingEffect } from './missingEffect';
import { missingPrincipal } from './missingPrincipal';
import { missingQualifier } from './missingQualifier';
import { missingResource } from './missingResource';
import { missingStatement } from './missingStatement';
import { missingTagKey } from './missingTagKey';
import { missingVersion } from './missingVersion';
import { noRootDelegation } from './noRootDelegation';
import { nullIfExists } from './nullIfExists';
import { orphanedPrincipal } from './orphanedPrincipal';
import { otherServiceAction } from './otherServiceAction';
import { principalWildcard } from './principalWildcard';
import { privateIp } from './privateIp';
import { publicPrincipal } from './publicPrincipal';
import { redundantAction } from './redundantAction';
import { resourceNotStar } from './resourceNotStar';
import { resourceNotThisKey } from './resourceNotThisKey';
import { servicePrincipalUnrestricted } from './servicePrincipalUnrestricted';
import { shadowedStatement } from './shadowedStatement';
import { tooLarge } from './tooLarge';
import { typeMismatch } from './typeMismatch';
import { typeMismatchBoolean } from './typeMismatchBoolean';
import { typeMismatchDate } from './typeMismatchDate';
import { typeMismatchIpRange } from './typeMismatchIpRange';
import { typeMismatchNumber } from './typeMismatchNumber';
import { uniqueSids } from './uniqueSids';
import { unknownPrincipal } from './unknownPrincipal';
import { unsupportedKey } from './unsupportedKey';
import { unsupportedPrincipal } from './unsupportedPrincipal';
import { variableInVersion } from './variableInVersion';
import { viaServiceWithService } from './viaServiceWithService';
import { wildcardWithoutLike } from './wildcardWithoutLike';
import type { Rule } from './rule';

/** All checks, in the order in which they are described: structure, actions, principals, the whole, conditions, resources. */
export const rules: readonly Rule[] = [
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

  invalidAction,
  invalidActionService,
  otherServiceAction,
  actionNotInKeyPolicy,
  allowNotAction,
  redundantAction,
  actionNotForKey,

  invalidPrincipalKey,
  invalidPrincipalFormat,
  principalWildcard,
  unsupportedPrincipal,
  invalidServicePrincipal,
  orphanedPrincipal,
  unknownPrincipal,
  publicPrincipal,
  allowNotPrincipal,
  servicePrincipalUnrestricted,

  lockoutRisk,
  callerLockedOut,
  noRootDelegation,
  createGrant,
  adminCanEscalate,
  shadowedStatement,

  invalidOperator,
  invalidServiceKey,
  invalidGlobalKey,
  conditionKeyFormat,
  unsupportedKey,
  actionWithoutKey,
  missingQualifier,
  forAllValues,
  nullIfExists,
  duplicateConditionKey,
  missingTagKey,
  typeMismatch,
  typeMismatchBoolean,
  typeMismatchNumber,
  typeMismatchDate,
  typeMismatchIpRange,
  wildcardWithoutLike,
  privateIp,
  emptyVariable,
  missingBrace,
  invalidVariable,
  variableInVersion,
  invalidViaService,
  viaServiceWithService,
  invalidAccountValue,
  invalidKeyValue,
  deprecatedKey,

  resourceNotStar,
  resourceNotThisKey,
  arnPrefix,
  arnField,
  arnPartition,
  arnServiceCase,
  arnRegion,
  arnAccount,
  arnResource,
];

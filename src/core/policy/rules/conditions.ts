import { actionWithoutKey } from './conditions/actionWithoutKey';
import { conditionKeyFormat } from './conditions/conditionKeyFormat';
import { deprecatedKey } from './conditions/deprecatedKey';
import { duplicateConditionKey } from './conditions/duplicateConditionKey';
import { forAllValues } from './conditions/forAllValues';
import { invalidAccountValue } from './conditions/invalidAccountValue';
import { invalidGlobalKey } from './conditions/invalidGlobalKey';
import { invalidKeyValue } from './conditions/invalidKeyValue';
import { invalidOperator } from './conditions/invalidOperator';
import { invalidServiceKey } from './conditions/invalidServiceKey';
import { invalidViaService } from './conditions/invalidViaService';
import { missingQualifier } from './conditions/missingQualifier';
import { missingTagKey } from './conditions/missingTagKey';
import { nullIfExists } from './conditions/nullIfExists';
import { privateIp } from './conditions/privateIp';
import { typeMismatch } from './conditions/typeMismatch';
import { typeMismatchValues } from './conditions/typeMismatchValues';
import { unsupportedKey } from './conditions/unsupportedKey';
import { viaServiceWithService } from './conditions/viaServiceWithService';
import { wildcardWithoutLike } from './conditions/wildcardWithoutLike';
import type { Rule } from './parts/rule';

/** Condition operators, keys and values. */
export const conditions: readonly Rule[] = [
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
  ...Object.values(typeMismatchValues),
  wildcardWithoutLike,
  privateIp,
  invalidViaService,
  viaServiceWithService,
  invalidAccountValue,
  invalidKeyValue,
  deprecatedKey,
];

import { arnAccount } from './resources/arnAccount';
import { arnField } from './resources/arnField';
import { arnPartition } from './resources/arnPartition';
import { arnPrefix } from './resources/arnPrefix';
import { arnRegion } from './resources/arnRegion';
import { arnResource } from './resources/arnResource';
import { arnServiceCase } from './resources/arnServiceCase';
import { resourceNotStar } from './resources/resourceNotStar';
import { resourceNotThisKey } from './resources/resourceNotThisKey';
import type { Rule } from './parts/rule';

/** What a statement is about. */
export const resources: readonly Rule[] = [
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

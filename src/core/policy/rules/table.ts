import { actions } from './actions';
import { conditions } from './conditions';
import { principals } from './principals';
import { resources } from './resources';
import { structure } from './structure';
import { variables } from './variables';
import { whole } from './whole';
import type { Rule } from './parts/rule';

/** All checks, chapter by chapter, in the order in which they are described. */
export const rules: readonly Rule[] = [
  ...structure,
  ...actions,
  ...principals,
  ...whole,
  ...conditions,
  ...variables,
  ...resources,
];

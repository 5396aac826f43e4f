import { actionNotForKey } from './actions/actionNotForKey';
import { actionNotInKeyPolicy } from './actions/actionNotInKeyPolicy';
import { allowNotAction } from './actions/allowNotAction';
import { invalidAction } from './actions/invalidAction';
import { invalidActionService } from './actions/invalidActionService';
import { otherServiceAction } from './actions/otherServiceAction';
import { redundantAction } from './actions/redundantAction';
import type { Rule } from './parts/rule';

/** What a statement allows or denies. */
export const actions: readonly Rule[] = [
  invalidAction,
  invalidActionService,
  otherServiceAction,
  actionNotInKeyPolicy,
  allowNotAction,
  redundantAction,
  actionNotForKey,
];

import { adminCanEscalate } from './whole/adminCanEscalate';
import { callerLockedOut, callerLockOutUnknown } from './whole/callerLockedOut';
import { createGrant } from './whole/createGrant';
import { lockoutRisk } from './whole/lockoutRisk';
import { noRootDelegation } from './whole/noRootDelegation';
import { shadowedStatement } from './whole/shadowedStatement';
import type { Rule } from './parts/rule';

/** What the statements do together. */
export const whole: readonly Rule[] = [
  lockoutRisk,
  callerLockedOut,
  callerLockOutUnknown,
  noRootDelegation,
  createGrant,
  adminCanEscalate,
  shadowedStatement,
];

import { allowNotPrincipal } from './principals/allowNotPrincipal';
import { invalidPrincipalFormat } from './principals/invalidPrincipalFormat';
import { invalidPrincipalKey } from './principals/invalidPrincipalKey';
import { invalidServicePrincipal } from './principals/invalidServicePrincipal';
import { orphanedPrincipal } from './principals/orphanedPrincipal';
import { principalWildcard } from './principals/principalWildcard';
import { publicPrincipal } from './principals/publicPrincipal';
import { roleWithoutPath } from './principals/roleWithoutPath';
import { servicePrincipalUnrestricted } from './principals/servicePrincipalUnrestricted';
import { serviceUsesRole } from './principals/serviceUsesRole';
import { sourceKeyNotSent } from './principals/sourceKeyNotSent';
import { unknownPrincipal } from './principals/unknownPrincipal';
import { unsupportedPrincipal } from './principals/unsupportedPrincipal';
import type { Rule } from './parts/rule';

/** Whom a statement names. */
export const principals: readonly Rule[] = [
  invalidPrincipalKey,
  invalidPrincipalFormat,
  principalWildcard,
  unsupportedPrincipal,
  invalidServicePrincipal,
  orphanedPrincipal,
  roleWithoutPath,
  unknownPrincipal,
  publicPrincipal,
  allowNotPrincipal,
  servicePrincipalUnrestricted,
  serviceUsesRole,
  sourceKeyNotSent,
];

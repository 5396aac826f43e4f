import { allowNotPrincipal } from './principals/allowNotPrincipal';
import { everyoneOfAccount } from './principals/everyoneOfAccount';
import { invalidPrincipalFormat } from './principals/invalidPrincipalFormat';
import { invalidPrincipalKey } from './principals/invalidPrincipalKey';
import { invalidServicePrincipal } from './principals/invalidServicePrincipal';
import { orphanedPrincipal } from './principals/orphanedPrincipal';
import { principalWildcard } from './principals/principalWildcard';
import { publicPrincipal } from './principals/publicPrincipal';
import { redundantPrincipal } from './principals/redundantPrincipal';
import { roleWithoutPath } from './principals/roleWithoutPath';
import { servicePrincipalUnrestricted } from './principals/servicePrincipalUnrestricted';
import { serviceUsesRole } from './principals/serviceUsesRole';
import { sourceKeyNotSent } from './principals/sourceKeyNotSent';
import { unknownPrincipal } from './principals/unknownPrincipal';
import { unknownService } from './principals/unknownService';
import { unsupportedPrincipal } from './principals/unsupportedPrincipal';
import type { Rule } from './parts/rule';

/** Whom a statement names. */
export const principals: readonly Rule[] = [
  invalidPrincipalKey,
  invalidPrincipalFormat,
  principalWildcard,
  unsupportedPrincipal,
  invalidServicePrincipal,
  unknownService,
  orphanedPrincipal,
  roleWithoutPath,
  unknownPrincipal,
  publicPrincipal,
  everyoneOfAccount,
  allowNotPrincipal,
  servicePrincipalUnrestricted,
  serviceUsesRole,
  sourceKeyNotSent,
  redundantPrincipal,
];

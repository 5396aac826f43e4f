import { actionsOfOperation } from '../kms/actions';
import { operationNames, operations } from '../kms/operations';
import type { KeyUsage } from '../kms/specs';

/** What people ask about a key, each made of the actions that stand for it. */
export const capabilities = ['administer', 'use', 'grant', 'delete'] as const;
export type Capability = (typeof capabilities)[number];

/** Actions that change the key. Reading it makes nobody an administrator. */
const administering = [
  'kms:PutKeyPolicy',
  'kms:EnableKey',
  'kms:DisableKey',
  'kms:UpdateKeyDescription',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:CreateAlias',
  'kms:UpdateAlias',
  'kms:DeleteAlias',
];

/** Only symmetric keys have automatic rotation (API reference, EnableKeyRotation). */
const rotating = ['kms:EnableKeyRotation', 'kms:DisableKeyRotation'];

/**
 * The actions that make up a capability for a key of this kind. Where the kind is not known (a policy file),
 * it is taken for a symmetric encryption key, the kind that most keys are.
 */
export function actionsOf(
  capability: Capability,
  key?: { usage: KeyUsage; symmetric: boolean },
): readonly string[] {
  const { usage, symmetric } = key ?? { usage: 'ENCRYPT_DECRYPT' as const, symmetric: true };
  switch (capability) {
    case 'administer':
      return symmetric ? [...administering, ...rotating] : administering;
    case 'use':
      return using(usage, symmetric);
    case 'grant':
      return ['kms:CreateGrant'];
    case 'delete':
      return ['kms:ScheduleKeyDeletion'];
  }
}

/** Data key pairs go with data keys: nobody asks for them alone. */
const leftOut: ReadonlySet<string> = new Set(['GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext']);

/** What each usage of a key can do. */
function using(usage: KeyUsage, symmetric: boolean): string[] {
  return operationNames
    .filter((name) => {
      const { family, needs } = operations[name];
      return (
        family === 'use' &&
        needs?.usages?.includes(usage) &&
        (symmetric || !needs.specs) &&
        !leftOut.has(name)
      );
    })
    .flatMap((name) => actionsOfOperation(name).map((action) => `kms:${action.name}`));
}

import { verdictOn, type KeyAction, type Verdict } from '../keys/allowed';
import type { Key } from '../keys/model';
import { hasPublicKey } from '../keys/kinds';
import { verdictOnAnyUse } from '../crypto/doings';
import type { KeySpec } from '../kms/specs';
import type { Place } from '../ports';
import type { Candidate, Fit } from './command';

const yes: Verdict = { allowed: true };

/** Keys whose manager, kind and state allow the action. */
export function can(action: KeyAction, none: string): Fit {
  return { none, token: `can-${action}`, verdict: ({ key }) => key && verdictOn(action, key) };
}

/** Every key; the word is that of all rows that stand for one. */
export function everyKey(token: 'key' | 'has-policy'): Fit {
  return { none: 'There is no key here', token, verdict: () => yes };
}

/** Keys of which something is known whether or not they are described. */
function those(token: string, none: string, refusal: (candidate: Candidate) => string | undefined): Fit {
  return {
    none,
    token,
    verdict(candidate) {
      const why = refusal(candidate);
      return why === undefined ? yes : { allowed: false, why };
    },
  };
}

export const notPinned = those('pinnable', 'No key here can be pinned', ({ pinned }) =>
  pinned ? 'The key is pinned already.' : undefined,
);

export const pinned = those('pinned', 'No key here is pinned', (candidate) =>
  candidate.pinned ? undefined : 'The key is not pinned.',
);

export const withAlias = those('has-alias', 'No key here has an alias', ({ aliases }) =>
  aliases.length > 0 ? undefined : 'The key has no alias.',
);

export const customerManaged: Fit = {
  none: 'No key here is your own',
  token: 'own',
  verdict: ({ key }) =>
    key && (key.manager === 'CUSTOMER' ? yes : { allowed: false, why: 'AWS creates and manages this key.' }),
};

/** Keys that can do something with data now. */
export const usable: Fit = {
  none: 'No key here can be used',
  token: 'usable',
  verdict: ({ key }) => key && verdictOnAnyUse(key),
};

export const onAws = those('on-aws', 'No key here is in the AWS console', ({ ref }) =>
  ref.connection === 'sandbox' ? 'Keys of the sandbox are not in AWS.' : undefined,
);

/**
 * The keys that an alias of a place can be pointed to: in that place, and of the type and usage of the key before.
 * Source: API reference, UpdateAlias.
 */
export function aliasTargets({ place, before }: { place: Place; before: Key | undefined }): Fit {
  const refusal = ({ ref, key }: Candidate): string | undefined => {
    if (ref.connection !== place.connection || ref.region !== place.region)
      return `The key must be in the alias’s own Region, ${place.region}.`;
    if (ref.keyId === before?.keyId) return 'The alias points to this key already.';
    const differs =
      key && before && (key.usage !== before.usage || isSymmetric(key.spec) !== isSymmetric(before.spec));
    return differs
      ? `An alias can only move to a key of the same type and usage (${before.usage}).`
      : undefined;
  };
  return {
    none: 'The alias can point to no other key here',
    token: 'can-takeAlias',
    verdict(candidate) {
      const why = refusal(candidate);
      if (why !== undefined) return { allowed: false, why };
      return candidate.key && verdictOn('takeAlias', candidate.key);
    },
  };
}

function isSymmetric(spec: KeySpec): boolean {
  return !hasPublicKey({ spec });
}

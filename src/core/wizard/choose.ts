import type { KeySpec, KeyUsage, Origin } from '../kms/specs';
import type { KeyDraft } from './draft';
import { entryOf, rotates, specsOf, typeOf, usagesOf, type KeyType } from './options';

/** One choice of step 1. */
export type Change =
  { type: KeyType } | { usage: KeyUsage } | { spec: KeySpec } | { origin: Origin } | { multiRegion: boolean };

/** Specs that are chosen with a usage; the first of the usage elsewhere. */
const preferredSpecs: Partial<Record<KeyUsage, KeySpec>> = {
  GENERATE_VERIFY_MAC: 'HMAC_256',
  ENCAPSULATE_DECAPSULATE: 'ML_KEM_768',
};

/**
 * The draft after a choice: what no longer goes with it falls back to the next valid value, everything
 * else stays. The outcome is always a combination that KMS has.
 */
export function choose(draft: KeyDraft, change: Change): KeyDraft {
  return consistent(apply(draft, change));
}

function apply(draft: KeyDraft, change: Change): KeyDraft {
  if ('type' in change) {
    if (typeOf(draft.spec) === change.type) return draft;
    const usages = usagesOf(change.type);
    return withUsage(draft, change.type, usages.includes(draft.usage) ? draft.usage : usages[0]);
  }
  if ('usage' in change) return withUsage(draft, typeOf(draft.spec), change.usage);
  return { ...draft, ...change };
}

function withUsage(draft: KeyDraft, type: KeyType, usage: KeyUsage | undefined): KeyDraft {
  if (usage === undefined) return draft;
  const specs = specsOf(type, usage).map(({ spec }) => spec);
  const spec = [draft.spec, preferredSpecs[usage], specs[0]].find(
    (candidate) => candidate !== undefined && specs.includes(candidate),
  );
  return spec === undefined ? draft : { ...draft, usage, spec };
}

function consistent(draft: KeyDraft): KeyDraft {
  const entry =
    entryOf(draft) ?? specsOf(typeOf(draft.spec), usagesOf(typeOf(draft.spec))[0] ?? draft.usage)[0];
  if (entry === undefined) return draft;
  const origin = entry.origins.includes(draft.origin) ? draft.origin : 'AWS_KMS';
  const multiRegion = draft.multiRegion && entry.multiRegionOrigins.includes(origin);
  const { rotationPeriodDays, ...rest } = draft;
  const next: KeyDraft = { ...rest, spec: entry.spec, usage: entry.usage, origin, multiRegion };
  if (rotationPeriodDays !== undefined && rotates(next)) next.rotationPeriodDays = rotationPeriodDays;
  return next;
}

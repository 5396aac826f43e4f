import { catalog, type CatalogEntry } from '../keys/catalog';
import { specs, type KeySpec, type KeyUsage, type Origin } from '../kms/specs';
import type { DraftPlace, KeyDraft } from './draft';
import { dataKeysWords, originWords, regionalityWords, typeWords, usageWords, type Words } from './texts';

export type KeyType = CatalogEntry['type'];

/** One thing that can be chosen, or that cannot, with the reason in `excluded`. */
export interface Choice<T extends string> extends Words {
  value: T;
  group?: string;
  excluded?: string;
}

/** What step 1 offers for the draft as it is now. */
export interface Options {
  type: KeyType;
  types: Choice<KeyType>[];
  usages: Choice<KeyUsage>[];
  specs: Choice<KeySpec>[];
  origins: Choice<Origin>[];
  regionality: Choice<'single' | 'multi'>[];
  /** Why the key cannot be rotated by the clock; absent where it can. */
  rotationExcluded?: string;
}

const types: readonly KeyType[] = ['Symmetric', 'Asymmetric'];
const origins: readonly Origin[] = ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'];

/** The catalogue's row of the draft; undefined for a combination that KMS does not have. */
export function entryOf({ spec, usage }: Pick<KeyDraft, 'spec' | 'usage'>): CatalogEntry | undefined {
  return catalog.find((entry) => entry.spec === spec && entry.usage === usage);
}

/** A spec tells the type by itself: none is of both. */
export function typeOf(spec: KeySpec): KeyType {
  return catalog.find((entry) => entry.spec === spec)?.type ?? 'Symmetric';
}

/** The usages of a type, in the catalogue's order. */
export function usagesOf(type: KeyType): KeyUsage[] {
  return [...new Set(catalog.filter((entry) => entry.type === type).map(({ usage }) => usage))];
}

export function specsOf(type: KeyType, usage: KeyUsage): CatalogEntry[] {
  return catalog.filter((entry) => entry.type === type && entry.usage === usage);
}

/** Why a spec cannot be had in a partition. */
export function specExcluded(entry: CatalogEntry, partition: string): string | undefined {
  if (entry.chinaRegionsOnly === true && partition !== 'aws-cn') return 'Only in the China Regions';
  return undefined;
}

export function options(draft: KeyDraft, place: DraftPlace): Options {
  const type = typeOf(draft.spec);
  const entry = entryOf(draft);
  return {
    type,
    types: types.map((value) => ({ value, ...typeWords[value] })),
    usages: usagesOf(type).map((value) => ({ value, ...wordsOfUsage(type, value) })),
    specs: specsOf(type, draft.usage).map((one) => ({
      value: one.spec,
      title: one.spec,
      group: specs[one.spec].group,
      description: specs[one.spec].description,
      ...reason(specExcluded(one, place.partition)),
    })),
    origins: origins.map((value) => ({
      value,
      ...originWords[value],
      ...reason(originExcluded(entry, value)),
    })),
    regionality: [
      { value: 'single', ...regionalityWords.single },
      { value: 'multi', ...regionalityWords.multi, ...reason(multiRegionExcluded(entry, draft.origin)) },
    ],
    ...rotationReason(entry, draft.origin),
  };
}

function wordsOfUsage(type: KeyType, usage: KeyUsage): Words {
  if (type === 'Symmetric' && usage === 'ENCRYPT_DECRYPT') {
    return { ...usageWords[usage], description: dataKeysWords };
  }
  return usageWords[usage];
}

export function originExcluded(entry: CatalogEntry | undefined, origin: Origin): string | undefined {
  if (entry === undefined) return undefined;
  if (!entry.origins.includes(origin)) {
    return origin === 'EXTERNAL'
      ? 'Key material of this spec cannot be imported'
      : 'Custom key stores hold symmetric encryption keys only';
  }
  return undefined;
}

export function multiRegionExcluded(entry: CatalogEntry | undefined, origin: Origin): string | undefined {
  if (entry === undefined || entry.multiRegionOrigins.includes(origin)) return undefined;
  return 'A key in a custom key store is always single-Region';
}

export function rotates(draft: KeyDraft): boolean {
  return entryOf(draft)?.automaticRotation.includes(draft.origin) === true;
}

function rotationReason(entry: CatalogEntry | undefined, origin: Origin): { rotationExcluded?: string } {
  if (entry?.automaticRotation.includes(origin) === true) return {};
  return {
    rotationExcluded:
      entry?.spec === 'SYMMETRIC_DEFAULT'
        ? 'Automatic rotation is for key material that KMS generates.'
        : 'Automatic rotation is for symmetric encryption keys.',
  };
}

function reason(excluded: string | undefined): { excluded?: string } {
  return excluded === undefined ? {} : { excluded };
}

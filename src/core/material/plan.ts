import { exactTime, timeAgo } from '../keys/labels';
import type { Key, Rotation } from '../keys/model';
import { KmsError } from '../errors';
import type { ImportTerms } from '../ports';
import { dayMs } from '../time';

/** The longest time that imported material can be kept for. Source: API reference, ImportKeyMaterial, ValidTo (2026-11). */
export const longestValidityDays = 365;
/** Source: API reference, ImportKeyMaterial, KeyMaterialDescription (2026-11). */
const longestDescription = 256;

/** What an import can be: the first of the key, another that the key rotates to, or one that it had. */
export interface MaterialChoice {
  kind: 'first' | 'new' | 'again';
  label: string;
  detail: string;
  /** Of material that the key had, where KMS tells materials apart. */
  materialId?: string;
}

/**
 * What can be imported into a key, what is missing first. `materials` are those of ListKeyRotations, which tells them of
 * symmetric encryption keys only: keys of other types have one material for ever. Throws where nothing can be.
 */
export function materialChoices(key: Key, materials: readonly Rotation[], now: number): MaterialChoice[] {
  if (key.spec !== 'SYMMETRIC_DEFAULT') return [onlyMaterial(key)];
  if (materials.length === 0) return [firstMaterial(key)];
  const missing = materials.filter(({ importState }) => importState === 'PENDING_IMPORT');
  const present = materials.filter(({ importState }) => importState !== 'PENDING_IMPORT');
  const waits = materials.some(({ materialState }) => materialState?.startsWith('PENDING'));
  const takesNew = key.multiRegion?.role !== 'REPLICA' && !waits;
  return [
    ...missing.map((one) => again(one, 'missing', now)),
    ...(takesNew ? [newMaterial] : []),
    ...present.map((one) => again(one, 'present', now)),
  ];
}

const newMaterial: MaterialChoice = {
  kind: 'new',
  label: 'New material, to rotate to',
  detail: 'It waits until the key is rotated on demand; the material of today stays to decrypt.',
};

function onlyMaterial({ state }: Key): MaterialChoice {
  return state === 'PendingImport'
    ? {
        kind: 'first',
        label: 'The key material',
        detail: 'The only one that the key will ever take. If it had some before, it is the same again.',
      }
    : {
        kind: 'again',
        label: 'The same key material again',
        detail: 'To change when it expires. Keys of this type never take other material.',
      };
}

function firstMaterial({ multiRegion }: Key): MaterialChoice {
  if (multiRegion?.role === 'REPLICA')
    throw new KmsError(
      'not-possible',
      `Import the material into the primary key first, which is in ${multiRegion.primary.region}.`,
    );
  return {
    kind: 'first',
    label: 'The first key material',
    detail: 'The key can be used once it is there.',
  };
}

function again(material: Rotation, what: 'missing' | 'present', now: number): MaterialChoice {
  const { materialId, description, materialState, validTo } = material;
  const state =
    materialState === 'CURRENT'
      ? 'the current one'
      : materialState === 'NON_CURRENT'
        ? 'one that decrypts only'
        : 'one that waits for a rotation';
  const expiry =
    validTo === undefined
      ? undefined
      : validTo <= now
        ? `expired ${timeAgo(validTo, now)}`
        : `expires ${exactTime(validTo)}`;
  return {
    kind: 'again',
    label: `${what === 'missing' ? 'Missing material' : 'Material'} ${materialId?.slice(0, 12) ?? ''}… again`,
    detail: [state, description, expiry, what === 'present' ? 'to change when it expires' : undefined]
      .filter(Boolean)
      .join(' · '),
    ...(materialId !== undefined && { materialId }),
  };
}

/** How KMS is told of the choice; what is the default of its first import is left out. */
export function termsOf(
  key: Key,
  { kind, materialId }: MaterialChoice,
  kept: Pick<ImportTerms, 'validTo' | 'description'>,
): ImportTerms {
  const { validTo, description } = kept;
  const isSymmetric = key.spec === 'SYMMETRIC_DEFAULT';
  return {
    ...(validTo !== undefined && { validTo }),
    ...(isSymmetric && description !== undefined && description !== '' && { description }),
    ...(isSymmetric && kind === 'new' && { type: 'NEW_KEY_MATERIAL' as const }),
    ...(isSymmetric && kind === 'again' && { type: 'EXISTING_KEY_MATERIAL' as const }),
    ...(materialId !== undefined && { materialId }),
  };
}

/**
 * What a person should know before material is imported. Source: developer guide, importing-keys and
 * importing-keys-conceptual (2026-11).
 */
export function importFacts(key: Key): string[] {
  return [
    'AWS keeps no copy that could be given back. Keep the material yourself, as safely as what it protects.',
    'When it expires or is deleted, the key and all that is encrypted under it are unusable at once, until the same material is imported again, byte for byte.',
    ...(key.spec === 'SYMMETRIC_DEFAULT'
      ? ['What KMS encrypts under it can be decrypted by this KMS key only, not by the material alone.']
      : []),
    ...(key.multiRegion === undefined
      ? []
      : [
          'Material of a multi-Region key is not copied: each Region needs its own import of the same bytes.',
        ]),
  ];
}

/** What is wrong with a description; undefined where nothing is. */
export function materialDescriptionProblem(text: string): string | undefined {
  if (text.length > longestDescription) return `At most ${longestDescription} characters.`;
  return /^[a-zA-Z0-9:/_\s.-]*$/.test(text) ? undefined : 'Letters, digits, spaces and : / _ . - only.';
}

/** A day or a minute as typed, in UTC: "2027-01-31", "2027-01-31 18:00". A day alone ends with it. */
export function expiryOf(text: string, now: number): { validTo: number } | { problem: string } {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?$/.exec(text.trim());
  const validTo = match ? Date.parse(`${match[1]}T${match[2] ?? '23:59'}:00Z`) : NaN;
  if (match && new Date(validTo || 0).toISOString().slice(0, 10) !== match[1])
    return { problem: 'There is no such day.' };
  if (Number.isNaN(validTo))
    return { problem: 'Type a day such as 2027-01-31, or 2027-01-31 18:00, in UTC.' };
  if (validTo <= now) return { problem: 'The day is in the past.' };
  return validTo - now > longestValidityDays * dayMs
    ? { problem: `At most ${longestValidityDays} days ahead.` }
    : { validTo };
}

/** Material that can be deleted. */
export interface DeletableMaterial {
  label: string;
  description: string;
  /** Keys without a list of materials have one. */
  materialId?: string;
  /** It only waits for a rotation: the key does not need it yet. */
  pending: boolean;
}

/** The materials of a key that are there, the current one first. `materials` as for `materialChoices`. */
export function deletableMaterials(key: Key, materials: readonly Rotation[]): DeletableMaterial[] {
  if (key.spec !== 'SYMMETRIC_DEFAULT')
    return key.state === 'PendingImport'
      ? []
      : [{ label: 'The key material', description: '', pending: false }];
  return materials
    .filter(({ importState }) => importState === 'IMPORTED')
    .sort((a, b) => Number(b.materialState === 'CURRENT') - Number(a.materialState === 'CURRENT'))
    .map(({ materialId, materialState, description }) => ({
      label: materialId ?? 'The key material',
      description: [
        materialState === 'CURRENT'
          ? 'current'
          : materialState === 'NON_CURRENT'
            ? 'decrypts only'
            : 'pending rotation',
        description,
      ]
        .filter(Boolean)
        .join(' · '),
      pending: materialState?.startsWith('PENDING') === true,
      ...(materialId !== undefined && { materialId }),
    }));
}

/** What deleting it does. Source: developer guide, importing-keys-delete-key-material (2026-11). */
export function deletionConsequence({ multiRegion }: Key, { pending }: DeletableMaterial): string[] {
  if (pending)
    return [
      'The key does not use it yet, and stays as it is. Other new material can be imported in its place.',
      ...(multiRegion?.role === 'PRIMARY' ? ['It is deleted from the replicas, too.'] : []),
    ];
  return [
    'The key cannot be used from then on, and nothing that is encrypted under it can be decrypted, until the same material is imported again, byte for byte.',
    'AWS keeps no copy: make sure that you have one.',
    ...(multiRegion === undefined ? [] : ['The other Regions of the key keep theirs.']),
  ];
}

/** Why a key with imported material cannot rotate yet: it rotates to material that was imported for that. */
export function importedRotationProblem(
  { multiRegion }: Key,
  materials: readonly Rotation[],
): string | undefined {
  const state = materials.find(({ materialState }) => materialState?.startsWith('PENDING'))?.materialState;
  if (state === 'PENDING_ROTATION') return undefined;
  if (state === undefined) return 'Import new key material first: the key rotates to it.';
  const regions = multiRegion?.replicas.map(({ region }) => region).join(', ') ?? '';
  return `The new key material is not in all Regions yet. Import it into each replica first: ${regions}.`;
}

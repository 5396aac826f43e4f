import { verdictOn, type KeyAction } from '../keys/allowed';
import { expiresSoon } from '../keys/attention';
import { monthlyCost } from '../keys/cost';
import { hasPublicKey } from '../keys/kinds';
import { exactTime, plural, stateOf, timeAgo, timeAhead } from '../keys/labels';
import { lastUseVerdict } from '../keys/lastUse';
import type { Alias, Key, LastUsage, Rotation, RotationStatus, Tag } from '../keys/model';
import { quotas } from '../kms/quotas';
import { specOf } from '../kms/specs';
import { regionName } from '../partitions';
import { originWords, usageWords } from '../wizard/texts';
import type { AliasFacts, Banner, Field, KeyFacts, RotationFacts, TagsFacts } from './view';

/** Header, General and Configuration: all that DescribeKey tells. */
export function keyFacts(key: Key, now: number): KeyFacts {
  return {
    state: stateOf(key, now),
    kind: `${hasPublicKey(key) ? 'Asymmetric' : 'Symmetric'} · ${usageWords[key.usage].title}`,
    banners: banners(key, now),
    general: general(key, now),
    description: { text: key.description, ...whyNot('editDescription', key) },
    configuration: configuration(key, now),
  };
}

/** Why the key does not allow the action; nothing where it does. */
export function whyNot(action: KeyAction, key: Key): { why?: string } {
  const verdict = verdictOn(action, key);
  return verdict.allowed ? {} : { why: verdict.why };
}

function banners(key: Key, now: number): Banner[] {
  return [...stateBanners(key, now), ...replicaBanner(key)];
}

/** What is set elsewhere. Source: developer guide, "Multi-Region keys in AWS KMS", "Shared properties". */
function replicaBanner({ multiRegion }: Key): Banner[] {
  if (multiRegion?.role !== 'REPLICA') return [];
  const { region } = multiRegion.primary;
  const where = [region, regionName(region)].filter(Boolean).join(', ');
  const text = `A replica of the primary key in ${where}. Rotation and key material are set there; policy, description, aliases, tags, grants and state are this key’s own.`;
  return [{ severity: 'info', text }];
}

function stateBanners(key: Key, now: number): Banner[] {
  switch (key.state) {
    case 'PendingDeletion':
      return [deletionBanner(key, now)];
    case 'PendingReplicaDeletion':
      return [
        {
          severity: 'warning',
          text: `Its deletion waits until its replicas are gone, then for ${plural(key.pendingWindowDays ?? quotas.deletionDays.standard, 'day')} more.`,
          action: { id: 'kms.key.cancelDeletion', title: 'Cancel deletion' },
        },
      ];
    case 'Disabled':
      return [
        {
          severity: 'info',
          text: 'The key is disabled: nothing can be encrypted, decrypted, signed or verified with it.',
          action: { id: 'kms.key.enable', title: 'Enable' },
        },
        ...expiry(key, now),
      ];
    case 'PendingImport':
      return [
        {
          severity: 'warning',
          text: 'Key material is missing: none was imported yet, or it has expired or was deleted. The key cannot be used until it is imported.',
          action: { id: 'kms.key.importMaterial', title: 'Import key material…' },
        },
      ];
    case 'Unavailable':
      return [
        {
          severity: 'error',
          text: 'The custom key store of the key is not connected. The key cannot be used until it is.',
        },
      ];
    default:
      return expiry(key, now);
  }
}

function deletionBanner(key: Key, now: number): Banner {
  const date = key.deletionDate;
  const when = date === undefined ? '' : ` ${timeAhead(date, now)}, on ${exactTime(date)}`;
  return {
    severity: 'error',
    text: `The key will be deleted${when}. What it encrypted can never be read again after that. If you cancel, the key stays disabled until you enable it.`,
    action: { id: 'kms.key.cancelDeletion', title: 'Cancel deletion' },
  };
}

/** Imported key material that ends by itself takes the key with it. */
function expiry(key: Key, now: number): Banner[] {
  const { validTo } = key;
  if (validTo === undefined) return [];
  return [
    {
      severity: expiresSoon(key, now) ? 'warning' : 'info',
      text: `The imported key material expires ${timeAhead(validTo, now)}, on ${exactTime(validTo)}. The key cannot be used after that until the same material is imported again.`,
      action: { id: 'kms.key.importMaterial', title: 'Import again…' },
    },
  ];
}

function general(key: Key, now: number): Field[] {
  const { created } = key;
  return [
    { label: 'Key ID', value: key.keyId, copy: true },
    { label: 'Account', value: key.accountId, copy: true },
    ...(created === undefined
      ? []
      : [{ label: 'Created', value: timeAgo(created, now), exact: exactTime(created) }]),
    { label: 'Origin', value: originWords[key.origin].title },
    { label: 'Region', value: [key.region, regionName(key.region)].filter(Boolean).join(' · ') },
    { label: 'Regionality', value: regionality(key) },
    { label: 'Managed by', value: key.manager === 'AWS' ? 'AWS' : 'You' },
    cost(key),
  ];
}

function regionality({ multiRegion }: Key): string {
  if (multiRegion === undefined) return 'Single-Region';
  if (multiRegion.role === 'REPLICA')
    return `Multi-Region replica of the key in ${multiRegion.primary.region}`;
  const { length } = multiRegion.replicas;
  return `Multi-Region primary, ${length === 0 ? 'no replicas' : plural(length, 'replica')}`;
}

function cost(key: Key): Field {
  const dollars = monthlyCost(key);
  const label = 'Monthly cost';
  if (key.manager === 'AWS')
    return { label, value: 'Nothing', note: 'AWS managed keys are free; requests are not.' };
  if (dollars === 0) return { label, value: 'Nothing while its deletion is pending' };
  return {
    label,
    value: `From $${dollars.toFixed(2)}`,
    note: 'The first and the second rotation add $1.00 each. Requests come on top.',
  };
}

function configuration(key: Key, now: number): Field[] {
  const material = key.currentKeyMaterialId;
  return [
    { label: 'Key spec', value: key.spec, note: specOf(key.spec).description },
    { label: 'Key usage', value: key.usage, note: usageWords[key.usage].title },
    {
      label: key.algorithms.length === 1 ? 'Algorithm' : 'Algorithms',
      value: key.algorithms.join(', ') || 'None',
    },
    { label: 'Origin', value: key.origin, note: originWords[key.origin].title },
    ...(material === undefined
      ? []
      : [{ label: 'Current key material', value: material, copy: true as const }]),
    ...(key.expirationModel === undefined
      ? []
      : [
          key.validTo === undefined
            ? { label: 'Key material expires', value: 'Never' }
            : {
                label: 'Key material expires',
                value: timeAhead(key.validTo, now),
                exact: exactTime(key.validTo),
              },
        ]),
    ...(key.customKeyStoreId === undefined
      ? []
      : [{ label: 'Custom key store', value: key.customKeyStoreId, copy: true as const }]),
    ...(key.xksKeyId === undefined
      ? []
      : [{ label: 'External key ID', value: key.xksKeyId, copy: true as const }]),
  ];
}

export function lastUseField(usage: LastUsage, now: number): Field {
  const { text, caveat } = lastUseVerdict(usage, now);
  return { label: 'Last used', value: text, note: caveat };
}

export function tagsFacts(key: Key, tags: Tag[]): TagsFacts {
  return { tags, ...whyNot('editTags', key) };
}

export function rotationSummary(
  status: RotationStatus,
  rotations: readonly Rotation[],
  now: number,
): RotationFacts {
  // The first material was not rotated to, and one that is pending is not yet: neither has a date.
  const past = [...rotations].sort((a, b) => rankOf(b) - rankOf(a));
  const onDemand = past.filter(({ type }) => type === 'ON_DEMAND').length;
  const most = quotas.onDemandRotationsPerKey;
  return {
    automatic: automaticWords(status, now),
    onDemand:
      status.onDemandStarted === undefined
        ? `${onDemand} of ${most} rotations on demand are used.`
        : `A rotation on demand began ${timeAgo(status.onDemandStarted, now)}. ${onDemand} of ${most} were used before.`,
    past: past.map((rotation) => materialRow(rotation, now)),
  };
}

/** What is pending first, then the newest. */
function rankOf({ date, materialState }: Rotation): number {
  return materialState?.startsWith('PENDING') ? Infinity : (date ?? 0);
}

function materialRow(rotation: Rotation, now: number): RotationFacts['past'][number] {
  const { date, type, materialId, materialState, description } = rotation;
  const isPending = materialState?.startsWith('PENDING') === true;
  return {
    kind:
      type === 'ON_DEMAND'
        ? 'On demand'
        : type === 'AUTOMATIC'
          ? 'Automatic'
          : isPending
            ? ''
            : 'First material',
    when: date === undefined ? '' : timeAgo(date, now),
    exact: date === undefined ? '' : exactTime(date),
    material: materialId ?? '',
    state: [materialState && materialWords[materialState], presence(rotation, now), description]
      .filter(Boolean)
      .join(' · '),
  };
}

/** Imported material comes and goes: whether it is there, and until when. */
function presence({ importState, validTo }: Rotation, now: number): string {
  if (importState === 'PENDING_IMPORT') return 'missing';
  return validTo === undefined ? '' : `expires ${timeAhead(validTo, now)}, on ${exactTime(validTo)}`;
}

const materialWords: Readonly<Record<NonNullable<Rotation['materialState']>, string>> = {
  CURRENT: 'Current',
  NON_CURRENT: 'Decrypts only',
  PENDING_ROTATION: 'Pending rotation',
  PENDING_MULTI_REGION_IMPORT_AND_ROTATION: 'Waits for import into its replicas',
};

function automaticWords(status: RotationStatus, now: number): string {
  if (!status.enabled)
    return 'Automatic rotation is off: the key material stays the same until it is rotated on demand.';
  const period = status.periodDays ?? quotas.rotationDays.standard;
  const next =
    status.nextRotation === undefined
      ? ''
      : `, next ${timeAhead(status.nextRotation, now)}, on ${exactTime(status.nextRotation)}`;
  return `Rotates every ${plural(period, 'day')}${next}.`;
}

export function aliasFacts(aliases: readonly Alias[], now: number): AliasFacts[] {
  return [...aliases]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, arn, created }) => ({
      name,
      arn,
      created: created === undefined ? '' : timeAgo(created, now),
    }));
}

import type { KmsError } from '../errors';
import { findingsOf } from '../grants/findings';
import { shortPrincipal } from '../grants/grantee';
import { serviceBehind } from '../grants/services';
import { constraintsInWords } from '../grants/words';
import { permissionFor } from '../messages';
import { bold, code, joined, list, md } from '../markdown';
import { exactTime, stateOf, timeAgo, timeAhead } from './labels';
import type { Grant, Key, LastUsage, Rotation, RotationStatus, Tag } from './model';
import type { Fact } from './nodes';
import { lastUseVerdict } from './lastUse';
import { monthlyCost } from './cost';

export function tagFact(tag: Tag): Fact {
  return {
    label: tag.key,
    description: tag.value,
    icon: 'bookmark',
    tooltip: md`${tag.key} = ${tag.value}`.source,
  };
}

/** A grant in one line, with what is wrong with it. */
export function grantFact(grant: Grant): Fact {
  const behind = serviceBehind(grant);
  const [finding] = findingsOf(grant, new Set());
  const lines = [
    md`${bold(grant.name ?? 'Grant')} ${code(grant.id)}`,
    md`To ${code(grant.grantee)}`,
    behind && md`${behind.service} made it for itself. ${behind.lost}`,
    finding && md`${finding.text}`,
    grant.retiring ? md`Retired by ${code(grant.retiring)}` : undefined,
    md`Operations: ${grant.operations.join(', ')}`,
    ...constraintsInWords(grant).map((words) => md`${words}`),
    grant.created === undefined ? undefined : md`Created ${exactTime(grant.created)}`,
  ];
  return {
    label: grant.name ?? shortPrincipal(grant.grantee),
    description: [finding && 'deleted', behind?.service, grant.operations.join(', ')]
      .filter(Boolean)
      .join(' · '),
    icon: finding ? 'warning' : 'person-add',
    tooltip: joined(lines, '\n\n').source,
    grantId: grant.id,
  };
}

/** Below the grants that are listed in the tree, where a key has more. */
export const moreGrantsFact: Fact = {
  label: 'More grants on the page of the key…',
  description: '',
  icon: 'ellipsis',
  tooltip: 'The page of the key lists all grants, with a filter.',
  command: 'kms.openKey',
};

/** The state of automatic rotation, then the rotations that were, newest first. */
export function rotationFacts(status: RotationStatus, rotations: readonly Rotation[], now: number): Fact[] {
  const past = rotations
    .filter((rotation) => rotation.date !== undefined)
    .sort((a, b) => (b.date ?? 0) - (a.date ?? 0));
  return [statusFact(status, now), ...past.map((rotation) => rotationFact(rotation, now))];
}

function statusFact(status: RotationStatus, now: number): Fact {
  if (!status.enabled) {
    return {
      label: 'Automatic rotation is off',
      description: '',
      icon: 'circle-slash',
      tooltip: 'The key material stays the same until it is rotated on demand.',
    };
  }
  const next = status.nextRotation;
  return {
    label: `Every ${status.periodDays ?? 365} days`,
    description: next === undefined ? '' : `next ${timeAhead(next, now)}`,
    icon: 'sync',
    tooltip: next === undefined ? 'Rotates by itself.' : `Next rotation ${exactTime(next)}`,
  };
}

function rotationFact(rotation: Rotation, now: number): Fact {
  const date = rotation.date ?? now;
  return {
    label: rotation.type === 'ON_DEMAND' ? 'Rotated on demand' : 'Rotated automatically',
    description: timeAgo(date, now),
    icon: 'history',
    tooltip: joined(
      [exactTime(date), rotation.materialId ? md`Key material ${code(rotation.materialId)}` : undefined],
      '\n\n',
    ).source,
  };
}

/** The other keys of a multi-Region key, the primary first. */
export function replicaFacts(key: Key): Fact[] {
  const { multiRegion } = key;
  if (multiRegion === undefined) return [];
  const line = (member: { arn: string; region: string }, role: string): Fact => ({
    label: member.region,
    description: member.arn === key.arn ? `${role} · this key` : role,
    icon: 'globe',
    tooltip: code(member.arn).source,
  });
  return [line(multiRegion.primary, 'primary'), ...multiRegion.replicas.map((one) => line(one, 'replica'))];
}

export interface TooltipFacts {
  key: Key;
  aliases: readonly string[];
  /** Absent where the key does not rotate, or it is not known yet. */
  rotation?: RotationStatus | KmsError;
  lastUsage?: LastUsage | KmsError;
  now: number;
}

/** Everything known of a key, as Markdown. */
export function tooltipOf({ key, aliases, rotation, lastUsage, now }: TooltipFacts): string {
  const facts: [string, string | undefined][] = [
    ['State', stateOf(key, now)],
    ['Spec', `${key.spec} · ${key.usage}`],
    ['Origin', key.origin],
    ['Created', key.created === undefined ? undefined : exactTime(key.created)],
    ['Will be deleted on', key.deletionDate === undefined ? undefined : exactTime(key.deletionDate)],
    ['Material expires', key.validTo === undefined ? undefined : exactTime(key.validTo)],
    ['Rotation', rotation && rotationText(rotation)],
    ['Multi-Region', key.multiRegion && key.multiRegion.role.toLowerCase()],
    ['Last use', lastUsage && lastUseText(lastUsage, now)],
    ['Monthly price', monthlyPrice(key)],
  ];
  const rows = facts.flatMap(([name, value]) => (value === undefined ? [] : [md`${name}: ${value}`]));
  return joined(
    [
      bold(aliases.length > 0 ? aliases.join(', ') : key.keyId),
      key.description === '' ? undefined : key.description,
      code(key.arn),
      list(rows),
    ],
    '\n\n',
  ).source;
}

function rotationText(rotation: RotationStatus | KmsError): string {
  if (rotation instanceof Error) return unreadText(rotation);
  return rotation.enabled ? `every ${rotation.periodDays ?? 365} days` : 'off';
}

function lastUseText(lastUsage: LastUsage | KmsError, now: number): string {
  return lastUsage instanceof Error ? unreadText(lastUsage) : lastUseVerdict(lastUsage, now).text;
}

function unreadText({ reason, details }: KmsError): string {
  return reason === 'denied'
    ? `could not be read: needs ${permissionFor(details.operation)}`
    : 'could not be read';
}

/** Rotations that were add to it, and are not known here. */
function monthlyPrice(key: Key): string {
  const dollars = monthlyCost(key);
  if (key.manager === 'AWS') return 'nothing for AWS managed keys';
  return dollars === 0 ? 'nothing while its deletion is pending' : `from $${dollars.toFixed(2)}`;
}

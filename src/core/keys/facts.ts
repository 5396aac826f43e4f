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
    tooltip: escapeMarkdown(`${tag.key} = ${tag.value}`),
  };
}

export function grantFact(grant: Grant): Fact {
  const context = grant.encryptionContextEquals ?? grant.encryptionContextSubset;
  const lines = [
    `**${grant.name ?? 'Grant'}** \`${grant.id}\``,
    `To \`${grant.grantee}\``,
    grant.retiring ? `Retired by \`${grant.retiring}\`` : '',
    `Operations: ${grant.operations.join(', ')}`,
    context ? `Only with the encryption context \`${JSON.stringify(context)}\`` : '',
    grant.created === undefined ? '' : `Created ${exactTime(grant.created)}`,
  ];
  return {
    label: grant.name ?? nameOf(grant.grantee),
    description: grant.operations.join(', '),
    icon: 'person-add',
    tooltip: lines.filter(Boolean).join('\n\n'),
  };
}

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
    tooltip: [exactTime(date), rotation.materialId ? `Key material \`${rotation.materialId}\`` : '']
      .filter(Boolean)
      .join('\n\n'),
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
    tooltip: `\`${member.arn}\``,
  });
  return [line(multiRegion.primary, 'primary'), ...multiRegion.replicas.map((one) => line(one, 'replica'))];
}

export interface TooltipFacts {
  key: Key;
  aliases: readonly string[];
  rotation?: RotationStatus;
  lastUsage?: LastUsage;
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
    ['Rotation', rotation && (rotation.enabled ? `every ${rotation.periodDays ?? 365} days` : 'off')],
    ['Multi-Region', key.multiRegion && key.multiRegion.role.toLowerCase()],
    ['Last use', lastUsage && lastUseVerdict(lastUsage, now).text],
    ['Monthly price', monthlyPrice(key)],
  ];
  return [
    `**${aliases.length > 0 ? aliases.join(', ') : key.keyId}**`,
    key.description === '' ? '' : escapeMarkdown(key.description),
    `\`${key.arn}\``,
    facts
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `- ${name}: ${value ?? ''}`)
      .join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Rotations that were add to it, and are not known here. */
function monthlyPrice(key: Key): string {
  const dollars = monthlyCost(key);
  if (key.manager === 'AWS') return 'nothing for AWS managed keys';
  return dollars === 0 ? 'nothing while its deletion is pending' : `from $${dollars.toFixed(2)}`;
}

/** Descriptions are anybody's text: nothing in them may become a link or an image. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');
}

function nameOf(principal: string): string {
  return principal.includes('/') ? principal.slice(principal.lastIndexOf('/') + 1) : principal;
}

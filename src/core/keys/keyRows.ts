import type { KmsError } from '../errors';
import { menuTokens } from '../commands/suitable';
import { aliasLabel, descriptionOf, shortId } from './labels';
import type { KnownRegion } from './knownRegion';
import type { Key } from './model';
import type { Node, TreeModel } from './nodes';
import type { Row } from './row';

/** The row of a key. */
export function keyRow(node: Node & { kind: 'key' }, model: TreeModel): Row {
  const { ref } = node;
  const index = model.region(node.place);
  const key = index?.described.get(ref.keyId);
  const problem = index?.denied.get(ref.keyId);
  const aws = index?.groupOf(ref.keyId) === 'aws';
  const label = index?.labelOf(ref.keyId) ?? shortId(ref.keyId);
  const pinned = model.pins(node.place).has(ref.keyId);
  return {
    label,
    description: problem
      ? problem.reason === 'denied'
        ? 'no permission to describe it'
        : 'could not be described'
      : key
        ? descriptionOf(key, index?.rotation.get(ref.keyId), model.now(ref.connection)) +
          (pinned ? ' · pinned' : '') +
          (index && isNamedByDescription(key, index) ? ' · no alias' : '')
        : '',
    ...iconOf(key, problem),
    expandable: true,
    tokens: [
      aws || key?.manager === 'AWS' ? 'aws' : 'customer',
      ...(problem ? ['failed'] : []),
      ...menuTokens({ ref, key, pinned, aliases: index?.namesOf(ref.keyId) ?? [] }),
    ],
  };
}

/** Whether a description stands in place of a name because there is no alias, as far as aliases could be listed. */
function isNamedByDescription({ keyId, description }: Key, index: KnownRegion): boolean {
  return index.aliasList === 'done' && index.namesOf(keyId).length === 0 && description.trim() !== '';
}

const usageIcons: Readonly<Record<Key['usage'], string>> = {
  ENCRYPT_DECRYPT: 'key',
  SIGN_VERIFY: 'verified',
  GENERATE_VERIFY_MAC: 'symbol-numeric',
  KEY_AGREEMENT: 'git-compare',
  ENCAPSULATE_DECAPSULATE: 'package',
};

const stateIcons: Readonly<Partial<Record<Key['state'], { icon: string; color: string }>>> = {
  Disabled: { icon: 'circle-slash', color: 'disabledForeground' },
  PendingDeletion: { icon: 'watch', color: 'list.warningForeground' },
  PendingReplicaDeletion: { icon: 'watch', color: 'list.warningForeground' },
  PendingImport: { icon: 'cloud-download', color: 'list.warningForeground' },
  Unavailable: { icon: 'error', color: 'list.errorForeground' },
};

/** The product icon of a key by its state, else its usage. One that is not described yet looks like an ordinary one: the row must not jump when it fills in. */
export function iconOf(
  key: Key | undefined,
  problem: KmsError | undefined,
): { icon: string; color?: string } {
  if (problem)
    return { icon: problem.reason === 'denied' ? 'lock' : 'warning', color: 'list.warningForeground' };
  if (key === undefined) return { icon: 'key' };
  return stateIcons[key.state] ?? { icon: usageIcons[key.usage] };
}

/** The row of an alias, under its key or in the list of all. */
export function aliasRow(node: Node & { kind: 'alias' }): Row {
  const { alias, ref } = node;
  const aws = alias.name.startsWith('alias/aws/');
  return {
    label: aliasLabel(alias.name),
    description: ref ? shortId(ref.keyId) : 'no key yet',
    icon: 'tag',
    ...(ref ? {} : { color: 'disabledForeground' }),
    expandable: false,
    tokens: [
      'alias',
      'has-alias',
      ...(ref ? ['key', 'has-policy'] : []),
      // Key-state table, note 10: an alias can leave a key that is pending deletion.
      ...(aws ? ['aws'] : ['can-deleteAlias', 'can-retarget']),
    ],
    tooltip: [
      `**${alias.name}**`,
      `\`${alias.arn}\``,
      ref ? `Key \`${ref.keyId}\`` : 'AWS makes the key on first use.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

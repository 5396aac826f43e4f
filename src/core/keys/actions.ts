import { verdictOn, type KeyAction, type Verdict } from './allowed';
import type { Key } from './model';

/** What decides whether an action suits a key. */
export interface Candidate {
  key: Key;
  pinned: boolean;
  /** With the prefix `alias/`. */
  aliases: readonly string[];
}

/** One thing that can be done with a key, whoever offers it: a menu, the palette, a page. */
export interface KeyCommand {
  /** Says that it suits no key, without a full stop: "No key here can be enabled". */
  none: string;
  /** Whether it changes something in AWS: hidden and refused in read-only mode. */
  changes: boolean;
  /** The word of a row for which its menu offers the command. */
  token: string;
  /** Whether it suits the key, and if not, why. */
  verdict(candidate: Candidate): Verdict;
}

const changing = (action: KeyAction, none: string): KeyCommand => ({
  ...reading(action, none),
  changes: true,
});

const reading = (action: KeyAction, none: string): KeyCommand => ({
  none,
  changes: false,
  token: `can-${action}`,
  verdict: ({ key }) => verdictOn(action, key),
});

const always = (token: string, none: string): KeyCommand => ({
  none,
  changes: false,
  token,
  verdict: () => ({ allowed: true }),
});

/** Every command on keys by its id: what it needs, and why it does not suit a key. Menus and pickers follow it. */
export const keyCommands = {
  'kms.policy.open': always('has-policy', 'There is no key here'),
  'kms.key.enable': changing('enable', 'No key here can be enabled'),
  'kms.key.disable': changing('disable', 'No key here can be disabled'),
  'kms.key.scheduleDeletion': changing('scheduleDeletion', 'No key here can be scheduled for deletion'),
  'kms.key.cancelDeletion': changing('cancelDeletion', 'No key here is pending deletion'),
  'kms.key.editDescription': changing('editDescription', 'No description here can be changed'),
  'kms.key.editTags': changing('editTags', 'No key here can be tagged'),
  'kms.key.rotation': changing('rotation', 'No key here can rotate automatically'),
  'kms.key.rotateNow': changing('rotateNow', 'No key here can be rotated on demand'),
  'kms.key.rotationHistory': reading('rotationHistory', 'No key here has a rotation history'),
  'kms.alias.create': changing('createAlias', 'No key here can have an alias'),
  'kms.pin': {
    ...always('pinnable', 'No key here can be pinned'),
    verdict: ({ pinned }) =>
      pinned ? { allowed: false, why: 'The key is pinned already.' } : { allowed: true },
  },
  'kms.unpin': {
    ...always('pinned', 'No key here is pinned'),
    verdict: ({ pinned }) => (pinned ? { allowed: true } : { allowed: false, why: 'The key is not pinned.' }),
  },
  'kms.copyArn': always('key', 'There is no key here'),
  'kms.copyKeyId': always('key', 'There is no key here'),
  'kms.copyAsCli': always('key', 'There is no key here'),
  'kms.openInConsole': {
    ...always('on-aws', 'No key here is in the AWS console'),
    verdict: ({ key }) =>
      key.connection === 'sandbox'
        ? { allowed: false, why: 'Keys of the sandbox are not in AWS.' }
        : { allowed: true },
  },
} as const satisfies Readonly<Record<string, KeyCommand>>;

export type KeyCommandId = keyof typeof keyCommands;

/** "No key here can be enabled: The key is enabled already.", with the reason that most keys share. */
export function noneSuits(command: KeyCommand, reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const why of reasons) counts.set(why, (counts.get(why) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  return commonest === undefined ? `${command.none}.` : `${command.none}: ${commonest[0]}`;
}

/** The selected key first, else the newest; the others in their order. */
export function preferredFirst<T extends { keyId: string; created?: number | undefined }>(
  keys: readonly T[],
  selected: readonly string[],
): T[] {
  const newest = Math.max(...keys.map(({ created }) => created ?? 0));
  const isFirst = keys.some(({ keyId }) => selected.includes(keyId))
    ? ({ keyId }: T) => selected.includes(keyId)
    : ({ created }: T) => newest > 0 && created === newest;
  return [...keys.filter(isFirst), ...keys.filter((one) => !isFirst(one))];
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyCommands, noneSuits, preferredFirst, type KeyCommand } from '../../../../src/core/keys/actions';
import { cliOperationsFor } from '../../../../src/core/keys/commandLine';
import type { Key } from '../../../../src/core/keys/model';
import { key } from './builders';

interface Contributions {
  commands: { command: string; enablement?: string }[];
  menus: Record<string, { command?: string; when?: string; group?: string }[]>;
}

const suiting = (changes: Partial<Key>, pinned = false): string[] =>
  Object.entries<KeyCommand>(keyCommands)
    .filter(([, command]) => command.verdict({ key: key(changes), pinned, aliases: [] }).allowed)
    .map(([id]) => id);

describe('the commands on keys', () => {
  it('suit a key by its state, its kind and its pin', () => {
    expect(suiting({ state: 'Disabled' })).toEqual(expect.arrayContaining(['kms.key.enable', 'kms.pin']));
    expect(suiting({ state: 'Disabled' })).not.toEqual(expect.arrayContaining(['kms.key.disable']));
    expect(suiting({ state: 'Enabled' })).not.toEqual(expect.arrayContaining(['kms.key.cancelDeletion']));
    expect(suiting({}, true)).toContain('kms.unpin');
    expect(suiting({}, true)).not.toContain('kms.pin');
    expect(suiting({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })).not.toContain('kms.key.rotation');
    expect(suiting({ manager: 'AWS' }).filter((id) => id.startsWith('kms.key.'))).toEqual([]);
    expect(suiting({ connection: 'sandbox' })).not.toContain('kms.openInConsole');
    expect(suiting({ connection: 'profile:work' })).toContain('kms.openInConsole');
  });

  it('are offered by the manifest as the table says', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: Contributions;
    };
    for (const [id, { token, changes }] of Object.entries<KeyCommand>(keyCommands)) {
      const entries = contributes.menus['view/item/context']?.filter((entry) => entry.command === id) ?? [];
      expect(entries.length, id).toBeGreaterThan(0);
      const when =
        `view == kms.keys && viewItem =~ /;${token};/` + (changes ? ' && !config.kms.readOnly' : '');
      for (const entry of entries) expect(entry.when, id).toBe(when);
      const { enablement } = contributes.commands.find(({ command }) => command === id) ?? {};
      expect(enablement, id).toBe('isWorkspaceTrusted' + (changes ? ' && !config.kms.readOnly' : ''));
    }
  });

  it('say why no key suits, by the reason that most keys share', () => {
    const already = 'The key is enabled already.';
    const pending = 'The key is pending deletion. Cancel the deletion first.';
    expect(noneSuits(keyCommands['kms.key.enable'], [pending, already, already])).toBe(
      `No key here can be enabled: ${already}`,
    );
    expect(noneSuits(keyCommands['kms.key.enable'], [])).toBe('No key here can be enabled.');
  });
});

describe('the order in which keys are offered', () => {
  const keys = [
    { keyId: 'a', created: 1 },
    { keyId: 'b', created: 3 },
    { keyId: 'c', created: 2 },
    { keyId: 'd', created: undefined },
  ];
  const ids = (selected: string[]): string =>
    preferredFirst(keys, selected)
      .map(({ keyId }) => keyId)
      .join('');

  it('begins with the selected key, else with the newest, and leaves the others as they are', () => {
    expect(ids(['c'])).toBe('cabd');
    expect(ids([])).toBe('bacd');
    expect(ids(['elsewhere'])).toBe('bacd');
    expect(preferredFirst([{ keyId: 'x' }, { keyId: 'y' }], []).map(({ keyId }) => keyId)).toEqual([
      'x',
      'y',
    ]);
    expect(preferredFirst([], ['c'])).toEqual([]);
  });
});

describe('the AWS CLI commands for a key', () => {
  const offered = (changes: Partial<Key>): string[] =>
    cliOperationsFor(key(changes)).map((one) => one.operation);

  it('are those that KMS takes for it', () => {
    expect(offered({ spec: 'ML_DSA_44', usage: 'SIGN_VERIFY' })).not.toContain('get-key-rotation-status');
    expect(offered({ spec: 'ML_DSA_44', usage: 'SIGN_VERIFY' })).not.toContain('encrypt');
    expect(offered({ state: 'PendingDeletion' })).toContain('cancel-key-deletion');
    expect(offered({ state: 'PendingDeletion' })).not.toContain('enable-key');
    expect(offered({ state: 'PendingDeletion' })).not.toContain('encrypt');
    expect(offered({})).toEqual(
      expect.arrayContaining(['describe-key', 'get-key-rotation-status', 'encrypt']),
    );
    expect(cliOperationsFor(undefined).length).toBeGreaterThan(offered({}).length);
  });
});

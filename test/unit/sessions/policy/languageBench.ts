import { KmsError } from '../../../../src/core/errors';
import type { Key, KeyRef } from '../../../../src/core/keys/model';
import { Emitter } from '../../../../src/async/emitter';
import { PolicyLanguage, type LanguagePorts } from '../../../../src/sessions/policy/language/policyLanguage';
import type { TextDocument } from '../../../../src/sessions/policy/language/text';
import type { Store } from '../../../../src/sessions/store';
import { key } from '../../core/keys/builders';

export const account = '111122223333';
export const ref: KeyRef = {
  connection: 'profile:test',
  region: 'eu-west-1',
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  arn: `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
};

/** A text, as an editor has it; a name that begins with a slash is a file. */
export function document(name: string, text: string, version = 1): TextDocument {
  const uri = name.startsWith('/') ? `file://${name}` : name;
  return { uri, version, languageId: /\.ya?ml$/.test(name) ? 'yaml' : 'json', text };
}

/** Splits off the place of the cursor, `|`. */
export function atCursor(name: string, text: string): { document: TextDocument; offset: number } {
  const offset = text.indexOf('|');
  return { document: document(name, text.replace('|', '')), offset };
}

export function memory(): Store {
  const kept = new Map<string, unknown>();
  return {
    get: (name) => kept.get(name),
    update: (name, value) => Promise.resolve(void kept.set(name, structuredClone(value))),
  };
}

/** A language over an account that answers what the test says, without an editor. */
export function languageBench(ports: Partial<LanguagePorts> = {}) {
  const epochs = new Emitter<void>();
  const asked: string[] = [];
  const described: Key = { ...key(), ...ref, accountId: account };
  const state = { checks: {} as Record<string, unknown>, now: 0 };
  const language = new PolicyLanguage({
    keys: {
      describe: ({ keyId }) => {
        asked.push(`describe ${keyId}`);
        return Promise.resolve(described);
      },
    },
    connections: {
      list: () => Promise.resolve([]),
      get: (id) =>
        Promise.resolve({
          ...{ id, kind: 'profile', name: id, partition: 'aws', production: false },
          defaultRegion: 'eu-west-1',
        }),
      identity: () => {
        asked.push('identity');
        return Promise.resolve({ accountId: account, arn: `arn:aws:iam::${account}:user/me`, userId: 'me' });
      },
      epoch: 0,
      onDidChange: epochs.event,
      renew: () => epochs.fire(),
    },
    principals: {
      async *list() {
        asked.push('list principals');
        yield await Promise.resolve({
          items: [{ arn: `arn:aws:iam::${account}:role/App`, name: 'App', path: '/', kind: 'role' as const }],
          last: true,
        });
      },
    },
    store: memory(),
    matches: ({ uri }, pattern) => globOf(pattern).test(uri),
    policyFiles: () => [],
    companionsOf: () => [],
    checks: () => state.checks,
    aliasesOf: () => ['alias/orders'],
    mayAsk: () => true,
    now: () => state.now,
    log: {
      failure: (doing, error) => asked.push(`failed: ${doing}: ${String(error)}`),
      debug: () => undefined,
    },
    ...ports,
  });
  return { language, asked, state, renew: () => epochs.fire() };
}

/** Globs as far as the tests use them: the name of a file at any depth. */
function globOf(pattern: string): RegExp {
  const name = pattern
    .replace(/^\*\*\//, '')
    .replace(/[.]/g, '\\.')
    .replace(/\*/g, '[^/]*');
  return new RegExp(`(^|/)${name}$`);
}

/** What is found out by the way is there. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const denied = (): Promise<never> => Promise.reject(new KmsError('denied', 'no'));

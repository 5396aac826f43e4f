import type { Store } from '../../../src/sessions/store';

/** A store as the editor has it: what comes out is a copy of what went in, as JSON. */
export function memoryStore(): Store {
  const texts = new Map<string, string>();
  return {
    get(key) {
      const text = texts.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    update(key, value) {
      texts.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

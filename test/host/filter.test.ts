import assert from 'node:assert/strict';
import { storedFilter } from '../../src/features/explorer/filterKeys';

describe('the filter of the last session', () => {
  const stored = (value: unknown): unknown =>
    storedFilter({ get: () => value, update: () => Promise.resolve() });

  it('comes back whole', () => {
    const filter = { text: 'pay', tag: 'Env=prod', states: ['Disabled'], usages: ['SIGN_VERIFY'] };
    assert.deepEqual(stored(filter), filter);
  });

  it('leaves out what is damaged', () => {
    assert.deepEqual(stored({ text: 1, states: ['Melted', 'Enabled'], usages: 'all' }), {
      states: ['Enabled'],
      usages: [],
    });
    assert.deepEqual(stored('nothing'), {});
  });
});

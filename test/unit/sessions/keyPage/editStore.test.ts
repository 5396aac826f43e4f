import { describe, expect, it } from 'vitest';
import { editStore } from '../../../../src/sessions/keyPage/editStore';
import { ref } from '../../core/keys/builders';
import { memoryStore } from '../memoryStore';

const one = ref('1');
const other = ref('2');

describe('what is typed into the pages of keys', () => {
  it('is kept for each key over sessions, until it is saved', () => {
    const store = memoryStore();
    editStore(store).set(one, { description: 'Orders' });
    editStore(store).set(other, { tags: [{ now: { key: 'team', value: '' }, removed: false }] });
    expect(editStore(store).of(one)).toEqual({ description: 'Orders' });
    expect(editStore(store).of({ ...one, connection: 'profile:prod' })).toEqual({});
    editStore(store).set(one, { description: undefined });
    expect(editStore(store).of(one)).toEqual({});
    expect(editStore(store).of(other).tags).toHaveLength(1);
  });

  it.each([
    null,
    'x',
    [{ arn: 1 }],
    [{ connection: 'sandbox', arn: one.arn, edits: { tags: [{ now: 1 }] } }],
  ])('begins afresh where another version kept it in another shape: %j', (kept) => {
    const store = memoryStore();
    void store.update('kms.keyPage.edits', kept);
    expect(editStore(store).of(one)).toEqual({});
    editStore(store).set(one, { description: 'Orders' });
    expect(editStore(store).of(one)).toEqual({ description: 'Orders' });
  });

  it('is kept for the hundred pages that were changed last', () => {
    const store = memoryStore();
    for (let at = 0; at <= 100; at++) editStore(store).set(ref(String(at)), { description: 'x' });
    expect(editStore(store).of(ref('0'))).toEqual({});
    expect(editStore(store).of(ref('1'))).toEqual({ description: 'x' });
  });
});

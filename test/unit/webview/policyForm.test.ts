import { describe, expect, it } from 'vitest';
import {
  formChange,
  formEdits,
  formOf,
  isFormEdited,
  nextForm,
  noForm,
  type FormEvent,
} from '../../../webview/key/formState';

const policy = { administrators: ['a'], mayDelete: true, users: ['u', 'v'], accounts: [] };
const after = (...events: FormEvent[]) =>
  events.reduce(nextForm, nextForm(noForm, { kind: 'told', form: policy }));
const added = (entry: string): FormEvent => ({
  kind: 'rows',
  list: 'administrators',
  event: { kind: 'added', value: entry },
});
const removed = (row: number): FormEvent => ({
  kind: 'rows',
  list: 'users',
  event: { kind: 'removed', row },
});

describe('the console’s form of a policy', () => {
  it('has nothing to save where it says what the policy says, an empty field included', () => {
    expect(formChange(after(), policy)).toBeUndefined();
    expect(formChange(after(added(' ')), policy)).toBeUndefined();
    expect(formChange(after(removed(0), { kind: 'discarded' }), policy)).toBeUndefined();
    expect(isFormEdited(after())).toBe(false);
  });

  it('saves who stays and who comes, without spaces around', () => {
    expect(formChange(after(added(' b '), removed(0)), policy)).toEqual({
      ...policy,
      administrators: ['a', 'b'],
      users: ['v'],
    });
    expect(formChange(after({ kind: 'deletion', mayDelete: false }), policy)).toEqual({
      ...policy,
      mayDelete: false,
    });
  });

  it('keeps edits while the policy is changed elsewhere, and takes over what was changed there', () => {
    const now = { ...policy, administrators: ['a', 'c'] };
    const state = nextForm(after(added('b'), removed(0)), { kind: 'told', form: now });
    expect(formChange(state, now)).toEqual({ ...now, administrators: ['a', 'c', 'b'], users: ['v'] });
  });

  it('is done with once the policy says the same', () => {
    const state = nextForm(after(added('b'), { kind: 'deletion', mayDelete: false }), {
      kind: 'told',
      form: { ...policy, administrators: ['a', 'b'], mayDelete: false },
    });
    expect(isFormEdited(state)).toBe(false);
    expect(formEdits(state)).toBeUndefined();
  });

  it('comes back as it was typed', () => {
    const state = after(added('b'), removed(0), { kind: 'deletion', mayDelete: false });
    const edits = formEdits(state);
    if (!edits) throw new Error('Nothing is kept.');
    const again = nextForm(formOf(edits), { kind: 'told', form: policy });
    expect(formChange(again, policy)).toEqual(formChange(state, policy));
  });
});

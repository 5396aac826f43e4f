import { describe, expect, it } from 'vitest';
import {
  nextTextEdit,
  startTextEdit,
  type TextEditEvent,
  type TextEditState,
} from '../../../webview/ui/textEditState';

const after = (...events: TextEditEvent[]): TextEditState =>
  events.reduce(nextTextEdit, startTextEdit('old'));
const open: TextEditEvent = { kind: 'opened' };
const type = (text: string): TextEditEvent => ({ kind: 'typed', text });
const saving: TextEditEvent = { kind: 'saving' };

describe('a text that is edited in its place', () => {
  it('begins with what it is, and is what was saved', () => {
    expect(after(open).edit).toEqual({ typed: 'old', saving: false });
    // The host may have changed it on the way, by trimming for one.
    expect(after(open, type('new '), saving, { kind: 'saved', value: 'new' })).toEqual({
      value: 'new',
      returned: true,
    });
  });

  it('is as before when it is cancelled', () => {
    expect(after(open, type('new'), { kind: 'cancelled' })).toEqual({ value: 'old', returned: true });
  });

  it('keeps what was typed when saving fails, and forgets the failure with the next letter', () => {
    const failed = after(open, type('new'), saving, { kind: 'failed', message: 'Too long.' });
    expect(failed.edit).toEqual({ typed: 'new', saving: false, problem: 'Too long.' });
    expect(nextTextEdit(failed, type('ne')).edit).toEqual({ typed: 'ne', saving: false });
    expect(nextTextEdit(failed, saving).edit).toEqual({ typed: 'new', saving: true });
  });

  it('neither changes nor closes while it is being saved', () => {
    const state = after(open, type('new'), saving);
    expect(nextTextEdit(state, type('newer'))).toBe(state);
    expect(nextTextEdit(state, { kind: 'cancelled' })).toBe(state);
    expect(nextTextEdit(state, open)).toBe(state);
  });

  it('takes what the host tells, without touching what is being typed', () => {
    const state = after(open, type('mine'), { kind: 'told', value: 'theirs' });
    expect(state).toMatchObject({ value: 'theirs', edit: { typed: 'mine' } });
    expect(nextTextEdit(state, { kind: 'told', value: 'theirs' })).toBe(state);
    expect(nextTextEdit(state, { kind: 'cancelled' }).value).toBe('theirs');
  });

  it('has nothing to do while it is only read', () => {
    const state = startTextEdit('old');
    for (const event of [type('x'), saving, { kind: 'cancelled' }, { kind: 'failed', message: 'x' }] as const)
      expect(nextTextEdit(state, event)).toBe(state);
    expect(nextTextEdit(state, { kind: 'saved', value: 'new' }).returned).toBe(false);
  });
});

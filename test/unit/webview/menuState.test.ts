import { describe, expect, it } from 'vitest';
import { closedMenu, nextMenu, type MenuEvent, type MenuState } from '../../../webview/ui/menuState';

const items = [
  { id: 'encrypt', label: 'Encrypt…' },
  { id: 'rotate', label: 'Rotate now', disabled: 'It is pending deletion.' },
  { id: 'enable', label: 'Enable' },
];
const open = (at: 'first' | 'last' = 'first'): MenuEvent => ({ kind: 'opened', items, at });
const press = (key: string): MenuEvent => ({ kind: 'pressed', items, key });
const after = (...events: MenuEvent[]): MenuState => events.reduce(nextMenu, closedMenu);

describe('a menu', () => {
  it('opens at either end, and stays closed where it has no items', () => {
    expect(after(open())).toEqual({ open: true, active: 'encrypt' });
    expect(after(open('last'))).toEqual({ open: true, active: 'enable' });
    expect(nextMenu(closedMenu, { kind: 'opened', items: [], at: 'first' })).toBe(closedMenu);
  });

  it.each([
    [['ArrowDown'], 'rotate'],
    [['ArrowUp'], 'enable'],
    [['End', 'ArrowDown'], 'encrypt'],
    [['End', 'Home'], 'encrypt'],
    [['e'], 'enable'],
    [['e', 'E'], 'encrypt'],
    [['r'], 'rotate'],
  ])('goes by %j to %s, disabled items included', (keys, active) => {
    expect(after(open(), ...keys.map(press))).toEqual({ open: true, active });
  });

  it('passes over keys that mean nothing', () => {
    const opened = after(open());
    for (const key of ['x', ' ', 'Enter', 'Tab', 'F5', 'ArrowLeft'])
      expect(nextMenu(opened, press(key))).toBe(opened);
    expect(nextMenu(closedMenu, press('ArrowDown'))).toBe(closedMenu);
  });

  it('gives the focus back after Escape and a choice, not when the person has gone elsewhere', () => {
    expect(after(open(), press('Escape'))).toEqual({ open: false, returned: true });
    expect(after(open(), { kind: 'closed', returned: false })).toEqual({ open: false, returned: false });
    // A button that goes with the menu loses the focus once more.
    const escaped = after(open(), press('Escape'));
    expect(nextMenu(escaped, { kind: 'closed', returned: false })).toBe(escaped);
  });
});

import { describe, expect, it } from 'vitest';
import { nextTabs, startTabs, type TabsEvent, type TabsState } from '../../../webview/ui/tabsState';

const start = startTabs(['general', 'tags', 'grants']);
const after = (...events: TabsEvent[]): TabsState => events.reduce(nextTabs, start);
const press = (key: string): TabsEvent => ({ kind: 'pressed', key });
const choose = (id: string): TabsEvent => ({ kind: 'chosen', id });

describe('tabs', () => {
  it('begin with the first one, or with the one that was kept if it is still there', () => {
    expect(start.chosen).toBe('general');
    expect(startTabs(['general', 'tags'], 'tags').chosen).toBe('tags');
    for (const kept of ['gone', undefined, 3, { tags: true }])
      expect(startTabs(['general', 'tags'], kept).chosen).toBe('general');
  });

  it.each([
    [['ArrowRight'], 'tags'],
    [['ArrowRight', 'ArrowRight', 'ArrowRight'], 'general'],
    [['ArrowLeft'], 'grants'],
    [['End'], 'grants'],
    [['End', 'Home'], 'general'],
  ])('move the focus by %j to %s, and choose nothing', (keys, focused) => {
    expect(after(...keys.map(press))).toMatchObject({ focused, chosen: 'general', moving: true });
  });

  it('pass over keys that move nothing', () => {
    for (const key of ['ArrowDown', 'Enter', 'a', 'Tab']) expect(nextTabs(start, press(key))).toBe(start);
  });

  it('go on from the chosen one, also after the focus has left', () => {
    expect(after(choose('tags'), press('ArrowRight')).focused).toBe('grants');
    expect(after(choose('tags'), press('End'), { kind: 'left' })).toEqual({
      ...start,
      chosen: 'tags',
      focused: 'tags',
    });
  });

  it('keep to what there is: an unknown tab is not chosen, a chosen one that goes gives way', () => {
    expect(after(choose('nowhere'))).toBe(start);
    const offered: TabsEvent = { kind: 'offered', ids: ['general', 'grants'] };
    expect(after(choose('tags'), offered)).toMatchObject({ chosen: 'general', focused: 'general' });
    expect(after(choose('grants'), offered)).toMatchObject({ chosen: 'grants', focused: 'grants' });
  });
});

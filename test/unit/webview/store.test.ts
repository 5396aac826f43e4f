import { expect, it } from 'vitest';
import { createStore } from '../../../webview/ui/store';

const add = (sum: number, by: number) => sum + by;

it('draws at the start and after each change, before dispatch returns', () => {
  const drawn: number[] = [];
  const store = createStore(1, add, (state) => drawn.push(state));
  store.dispatch(2);
  store.dispatch(0);
  expect(drawn).toEqual([1, 3]);
  expect(store.state).toBe(3);
});

it('draws what comes of drawing afterwards, never inside of it', () => {
  const log: string[] = [];
  const store = createStore(0, add, (state) => {
    log.push(`begin ${state}`);
    if (state === 1) store.dispatch(5);
    log.push(`end ${state}`);
  });
  store.dispatch(1);
  expect(log).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 6', 'end 6']);
});

it('draws again after a drawing that failed', () => {
  const drawn: number[] = [];
  const store = createStore(0, add, (state) => {
    if (state === 1) throw new Error('This one cannot be drawn.');
    drawn.push(state);
  });
  expect(() => store.dispatch(1)).toThrow('cannot be drawn');
  store.dispatch(1);
  expect(drawn).toEqual([0, 2]);
});

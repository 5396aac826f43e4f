import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawQueue } from '../../../../src/sessions/keys/drawQueue';

type Row = { id: string; open?: boolean };

describe('changes of the tree', () => {
  let drawn: (string[] | 'all')[];
  let queue: DrawQueue;
  const isOpen = (row: Row): boolean => row.open === true;
  const under = (id: string, rows: Row[]): Promise<Row[]> => queue.answer(id, () => rows, isOpen);

  beforeEach(() => {
    vi.useFakeTimers();
    drawn = [];
    queue = new DrawQueue((ids) => drawn.push(ids ? [...ids] : 'all'));
  });
  afterEach(() => {
    queue.dispose();
    vi.useRealTimers();
  });

  it('are drawn together, each row once', () => {
    queue.add('a');
    queue.add('b');
    queue.add('a');
    vi.runAllTimers();
    expect(drawn).toEqual([['a', 'b']]);
  });

  it('of single rows are part of a change of everything', () => {
    queue.add('a');
    queue.addAll();
    vi.runAllTimers();
    expect(drawn).toEqual(['all']);
  });

  it('wait until a question of the editor is answered', async () => {
    let settle: (rows: Row[]) => void = () => undefined;
    const answered = queue.answer(
      'region',
      () => new Promise<Row[]>((resolve) => (settle = resolve)),
      isOpen,
    );
    queue.add('region');
    vi.advanceTimersByTime(1_000);
    expect(drawn).toEqual([]);
    settle([]);
    await answered;
    vi.runAllTimers();
    expect(drawn).toEqual([['region']]);
  });

  it('wait until the editor has asked about the rows that it draws open', async () => {
    await under('region', [{ id: 'keys', open: true }, { id: 'aliases' }]);
    queue.add('region');
    vi.advanceTimersByTime(1_000);
    expect(drawn).toEqual([]);
    await under('keys', []);
    vi.runAllTimers();
    expect(drawn).toEqual([['region']]);
  });

  it('do not wait for ever: an open row may have been closed by hand', async () => {
    await under('region', [{ id: 'keys', open: true }]);
    queue.add('region');
    vi.advanceTimersByTime(3_000);
    expect(drawn).toEqual([['region']]);
  });

  it('wait again for a row that is open, also one that the person opened', async () => {
    await under('keys', []);
    await under('region', [{ id: 'keys' }]);
    queue.add('region');
    vi.advanceTimersByTime(1_000);
    expect(drawn).toEqual([]);
    await under('keys', []);
    vi.runAllTimers();
    expect(drawn).toEqual([['region']]);
  });

  it('do not wait a second time for a row that was closed', async () => {
    await under('region', [{ id: 'keys', open: true }]);
    queue.add('region');
    vi.advanceTimersByTime(3_000);
    await under('region', [{ id: 'keys', open: true }]);
    queue.add('region');
    vi.advanceTimersByTime(100);
    expect(drawn).toEqual([['region'], ['region']]);
  });

  it('are drawn after a question that could not be answered, too', async () => {
    const failed = queue.answer('region', () => Promise.reject(new Error('no')), isOpen);
    await expect(failed).rejects.toThrow('no');
    queue.add('region');
    vi.runAllTimers();
    expect(drawn).toEqual([['region']]);
  });
});

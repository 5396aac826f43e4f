import { afterEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../../src/async/emitter';

describe('an emitter', () => {
  afterEach(() => vi.restoreAllMocks());

  it('tells its listeners in the order in which they came', () => {
    const emitter = new Emitter<string>();
    const heard: string[] = [];
    emitter.event((value) => heard.push(`first ${value}`));
    emitter.event((value) => heard.push(`second ${value}`));
    emitter.fire('a');
    emitter.fire('b');
    expect(heard).toEqual(['first a', 'second a', 'first b', 'second b']);
  });

  it('does not call a listener that another one removed in the same round', () => {
    const emitter = new Emitter<void>();
    const heard: string[] = [];
    emitter.event(() => {
      heard.push('first');
      second.dispose();
    });
    const second = emitter.event(() => heard.push('second'));
    emitter.event(() => heard.push('third'));
    emitter.fire();
    expect(heard).toEqual(['first', 'third']);
  });

  it('lets a listener remove itself while it is called', () => {
    const emitter = new Emitter<void>();
    const heard: string[] = [];
    const once = emitter.event(() => {
      heard.push('once');
      once.dispose();
    });
    emitter.event(() => heard.push('always'));
    emitter.fire();
    emitter.fire();
    expect(heard).toEqual(['once', 'always', 'always']);
  });

  it('calls a listener that came during a round from the next one on', () => {
    const emitter = new Emitter<void>();
    let late = 0;
    const adding = emitter.event(() => {
      adding.dispose();
      emitter.event(() => late++);
    });
    emitter.fire();
    expect(late).toBe(0);
    emitter.fire();
    expect(late).toBe(1);
  });

  it('takes the same function twice, and lets each go for itself', () => {
    const emitter = new Emitter<void>();
    let heard = 0;
    const listener = (): void => {
      heard++;
    };
    const first = emitter.event(listener);
    emitter.event(listener);
    first.dispose();
    first.dispose();
    emitter.fire();
    expect(heard).toBe(1);
  });

  it('calls the others, and reports, where a listener throws', () => {
    const reported: unknown[] = [];
    const emitter = new Emitter<void>((error) => reported.push(error));
    let heard = 0;
    emitter.event(() => {
      throw new Error('broken');
    });
    emitter.event(() => heard++);
    emitter.fire();
    expect(heard).toBe(1);
    expect(reported).toEqual([new Error('broken')]);
  });

  it('makes what a listener throws an unhandled error where nobody takes the reports', () => {
    const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
    const emitter = new Emitter<void>();
    emitter.event(() => {
      throw new Error('broken');
    });
    emitter.fire();
    expect(later).toHaveBeenCalledOnce();
    expect(later.mock.calls[0]?.[0]).toThrow('broken');
  });

  it('calls nobody after it was disposed of, not even in the same round', () => {
    const emitter = new Emitter<void>();
    let heard = 0;
    emitter.event(() => emitter.dispose());
    emitter.event(() => heard++);
    emitter.fire();
    emitter.fire();
    expect(heard).toBe(0);
  });
});

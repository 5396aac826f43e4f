import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { client } from '../../../src/protocol/client';
import { emit, listen } from '../../../src/protocol/events';
import { partOf, splitChannel } from '../../../src/protocol/parts';
import { refuseAll, serve, type Handlers } from '../../../src/protocol/serve';
import { isNothing, isString } from '../../../src/protocol/shape';
import { pair } from './pair';

interface Named {
  name: { in: undefined; out: string };
}

const calledThe = (name: string): Handlers<Named> => ({ name: { accepts: isNothing, run: () => name } });

/** A page with one part, whose host's ends nobody serves yet. */
function pageWithPart() {
  const { host, page } = pair();
  const wanted: string[] = [];
  const split = splitChannel(host, 'part', () => wanted.push('part'));
  page.post({ kind: 'ready' });
  const part = partOf(page, 'part');
  return { split, page, part, wanted, ofPage: client<Named>(page), ofPart: client<Named>(part) };
}

describe('a part of a page', () => {
  it('has methods of its own, though the page’s have the same names', async () => {
    const { split, ofPage, ofPart } = pageWithPart();
    serve<Named>(split.own, calledThe('page'));
    serve<Named>(split.part, calledThe('part'));
    const answers = [ofPage.call('name', undefined), ofPart.call('name', undefined)];
    expect(await Promise.all(answers)).toEqual(['page', 'part']);
  });

  it('is asked for once, when the page first wants something of it; what waited is answered', async () => {
    const { split, wanted, ofPage, ofPart } = pageWithPart();
    serve<Named>(split.own, calledThe('page'));
    await ofPage.call('name', undefined);
    expect(wanted).toEqual([]);
    const answers = Promise.all([ofPart.call('name', undefined), ofPart.call('name', undefined)]);
    await expect.poll(() => wanted).toEqual(['part']);
    serve<Named>(split.part, calledThe('part'));
    expect(await answers).toEqual(['part', 'part']);
    expect(wanted).toEqual(['part']);
  });

  it('hears its own events and not the page’s, and the page not its', async () => {
    const { split, page, part } = pageWithPart();
    const heard: string[] = [];
    const on = (where: string) => ({
      told: { accepts: isString, on: (value: string) => void heard.push(`${where}: ${value}`) },
    });
    listen<{ told: string }>(page, on('page'));
    listen<{ told: string }>(part, on('part'));
    emit<{ told: string }>(split.own, 'told', 'a');
    emit<{ told: string }>(split.part, 'told', 'b');
    await expect.poll(() => heard).toEqual(['page: a', 'part: b']);
  });

  it('can be cancelled like the rest', async () => {
    const { split, ofPart } = pageWithPart();
    let aborted = false;
    const never = (_: undefined, signal: AbortSignal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return new Promise<string>(() => undefined);
    };
    serve<Named>(split.part, { name: { accepts: isNothing, run: never } });
    const controller = new AbortController();
    const answer = ofPart.call('name', undefined, controller.signal);
    // The request is on its way before it is cancelled.
    await Promise.resolve();
    controller.abort();
    await expect(answer).rejects.toMatchObject({ reason: 'cancelled' });
    await expect.poll(() => aborted).toBe(true);
  });

  it('that nobody can serve says why, to every request', async () => {
    const { split, ofPart } = pageWithPart();
    const early = ofPart.call('name', undefined);
    refuseAll(split.part, new KmsError('untrusted', 'Not here.'));
    await expect(early).rejects.toMatchObject({ reason: 'untrusted', message: 'Not here.' });
    await expect(ofPart.call('name', undefined)).rejects.toMatchObject({ reason: 'untrusted' });
  });
});

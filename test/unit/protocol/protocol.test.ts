import fc from '../properties';
import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { client } from '../../../src/protocol/client';
import { emit, listen } from '../../../src/protocol/events';
import { readMessage, type Message } from '../../../src/protocol/message';
import { queuedChannel } from '../../../src/protocol/queuedChannel';
import { serve, type Handlers } from '../../../src/protocol/serve';
import {
  isArrayOf,
  isNothing,
  isObjectWith,
  isOneOf,
  isOptional,
  isString,
} from '../../../src/protocol/shape';
import { pair } from './pair';

interface Greeter {
  greet: { in: string; out: string };
  fail: { in: undefined; out: string };
  wait: { in: undefined; out: string };
}

/** A promise that the test settles. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve: (value: T) => resolve(value) };
}

const handlers: Handlers<Greeter> = {
  greet: { accepts: isString, run: (name) => `Hello ${name}` },
  fail: {
    accepts: isNothing,
    run: () => {
      throw new KmsError('denied', 'You may not.', { operation: 'CreateKey', code: 'AccessDeniedException' });
    },
  },
  wait: { accepts: isNothing, run: () => new Promise<string>(() => undefined) },
};

const answers = (log: Message[]) => log.filter(({ kind }) => kind === 'result' || kind === 'failure');

describe('requests', () => {
  it('are answered with the result', async () => {
    const { host, page, log } = pair();
    serve(host, handlers);
    expect(await client<Greeter>(page).call('greet', 'Ada')).toBe('Hello Ada');
    expect(answers(log)).toHaveLength(1);
  });

  it('that fail come back as the same KmsError', async () => {
    const { host, page } = pair();
    serve(host, handlers);
    const failure = await client<Greeter>(page)
      .call('fail', undefined)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(KmsError);
    expect(failure).toMatchObject({
      reason: 'denied',
      message: 'You may not.',
      details: { operation: 'CreateKey', code: 'AccessDeniedException' },
    });
  });

  it('with input of another shape never reach the handler', async () => {
    const { host, page } = pair();
    serve(host, handlers);
    const call = client<Greeter>(page).call('greet', 7 as never);
    await expect(call).rejects.toMatchObject({ reason: 'invalid' });
  });

  it.each(['unknown', 'constructor', '__proto__', 'toString'])(
    'for the method %s, which nobody serves, are refused',
    async (method) => {
      const { host, page } = pair();
      serve(host, handlers);
      const call = client<Greeter>(page).call(method as 'greet', 'x');
      await expect(call).rejects.toMatchObject({ reason: 'unsupported' });
    },
  );

  it('can be cancelled: the signal reaches the handler, and the answer still comes exactly once', async () => {
    const { host, page, log } = pair();
    let aborted = false;
    const started = deferred<undefined>();
    serve<Greeter>(host, {
      ...handlers,
      wait: {
        accepts: isNothing,
        run: (_, signal) => {
          signal.addEventListener('abort', () => (aborted = true));
          started.resolve(undefined);
          return new Promise<string>(() => undefined);
        },
      },
    });
    const controller = new AbortController();
    const call = client<Greeter>(page).call('wait', undefined, controller.signal);
    await started.promise;
    controller.abort();
    await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(aborted).toBe(true);
    expect(answers(log)).toHaveLength(1);
  });

  it('whose id is repeated while the first is open are answered once, with the first one’s answer', async () => {
    const { host, page, log } = pair();
    const first = deferred<string>();
    const names: string[] = [];
    serve<Greeter>(host, {
      ...handlers,
      greet: { accepts: isString, run: (name) => (names.push(name), first.promise) },
    });
    page.post({ kind: 'request', id: 'same', method: 'greet', input: 'one' });
    page.post({ kind: 'request', id: 'same', method: 'greet', input: 'two' });
    await new Promise((resolve) => setImmediate(resolve));
    first.resolve('Hello one');
    await new Promise((resolve) => setImmediate(resolve));
    expect(names).toEqual(['one']);
    expect(answers(log)).toEqual([{ kind: 'result', id: 'same', output: 'Hello one' }]);
  });

  it('that are cancelled under an id which nobody asked with do no harm', async () => {
    const { host, page, log } = pair();
    serve(host, handlers);
    page.post({ kind: 'cancel', id: 'never' });
    expect(await client<Greeter>(page).call('greet', 'Ada')).toBe('Hello Ada');
    expect(answers(log)).toHaveLength(1);
  });

  it('still open when the server goes are answered, too', async () => {
    const { host, page } = pair();
    const server = serve(host, handlers);
    const call = client<Greeter>(page).call('wait', undefined);
    await new Promise((resolve) => setImmediate(resolve));
    server.dispose();
    await expect(call).rejects.toMatchObject({ reason: 'cancelled' });
  });

  it('of a page made anew are not answered with its predecessor’s answers', async () => {
    const { host, page } = pair();
    const first = deferred<string>();
    let calls = 0;
    serve<Greeter>(host, {
      ...handlers,
      greet: {
        accepts: isString,
        run: (name) => ((calls += 1), calls === 1 ? first.promise : `Hello ${name}`),
      },
    });
    const old = client<Greeter>(page);
    const lost = old.call('greet', 'old').catch(() => 'lost');
    old.dispose();
    const answer = client<Greeter>(page).call('greet', 'new');
    first.resolve('Hello old');
    expect(await answer).toBe('Hello new');
    expect(await lost).toBe('lost');
  });
});

describe('events', () => {
  it('reach the listener of their name, and only in the expected shape', async () => {
    const { host, page } = pair();
    const seen: string[] = [];
    listen<{ said: string }>(page, { said: { accepts: isString, on: (text) => seen.push(text) } });
    emit<{ said: string }>(host, 'said', 'one');
    host.post({ kind: 'event', name: 'said', value: 2 });
    host.post({ kind: 'event', name: 'constructor', value: 'three' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['one']);
  });
});

describe('a page that comes and goes', () => {
  const event = (name: string): Message => ({ kind: 'event', name });

  it('gets what was posted while it was hidden once it is ready again, in order', () => {
    const posted: Message[] = [];
    const channel = queuedChannel((message) => posted.push(message));
    channel.post(event('before the first load'));
    expect(posted).toEqual([]);
    channel.receive({ kind: 'ready' });
    channel.post(event('while shown'));
    channel.pause();
    channel.post(event('while hidden'));
    expect(posted.map((message) => message.kind === 'event' && message.name)).toEqual([
      'before the first load',
      'while shown',
    ]);
    channel.receive({ kind: 'ready' });
    expect(posted.at(-1)).toEqual(event('while hidden'));
  });

  it('is heard from its first message on, even where what serves it is still being loaded', () => {
    const channel = queuedChannel(() => undefined);
    channel.receive({ kind: 'ready' });
    channel.receive(event('asked early'));
    const heard: Message[] = [];
    channel.onMessage((message) => heard.push(message));
    channel.receive(event('asked later'));
    expect(heard).toEqual([{ kind: 'ready' }, event('asked early'), event('asked later')]);
  });

  it('gets nothing more once its panel is closed', () => {
    const posted: Message[] = [];
    const channel = queuedChannel((message) => posted.push(message));
    channel.receive({ kind: 'ready' });
    channel.dispose();
    channel.post(event('late'));
    expect(posted).toEqual([]);
  });
});

describe('what comes over a channel', () => {
  it('is read whatever it is, without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readMessage(value);
        queuedChannel(() => undefined).receive(value);
      }),
    );
  });

  it.each([
    { kind: 'request', id: 1, method: 'greet' },
    { kind: 'request', id: '1' },
    { kind: 'failure', id: '1', failure: 'text' },
    { kind: 'constructor' },
    'ready',
    null,
  ])('is dropped where it is no message: %j', (value) => {
    expect(readMessage(value)).toBeUndefined();
  });
});

describe('shapes', () => {
  const isPerson = isObjectWith<{
    name: string;
    tags: string[];
    kind: 'user' | 'role';
    path: string | undefined;
  }>({
    name: isString,
    tags: isArrayOf(isString),
    kind: isOneOf('user', 'role'),
    path: isOptional(isString),
  });

  it('accept values that have them', () => {
    expect(isPerson({ name: 'alice', tags: [], kind: 'user' })).toBe(true);
  });

  it.each([
    { name: 'alice', tags: [1], kind: 'user' },
    { name: 'alice', tags: [], kind: 'group' },
    { tags: [], kind: 'user' },
    [],
    null,
  ])('refuse %j', (value) => {
    expect(isPerson(value)).toBe(false);
  });
});

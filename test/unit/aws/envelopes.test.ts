import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsCrypto } from '../../../src/aws/crypto';
import { awsEnvelopes } from '../../../src/aws/envelopes';
import { KmsError } from '../../../src/core/errors';
import type { Key } from '../../../src/core/keys/model';
import { isCancelled } from '../../../src/core/messages';
import type { EnvelopeOptions, EnvelopePort } from '../../../src/core/ports';
import { testSandbox, type TestSandbox } from '../sandbox/server';
import { newKey } from './newKey';
import { portsTo, type Ports } from './ports';

/** Messages of the AWS Encryption SDK, part by part. */
describe('envelopes', () => {
  let sandbox: TestSandbox;
  let ports: Ports;
  let envelopes: EnvelopePort;
  let key: Key;

  beforeAll(async () => {
    sandbox = await testSandbox();
    ports = portsTo(sandbox);
    envelopes = awsEnvelopes(awsCrypto(ports.clients));
    key = await ports.keys.create({ connection: 'sandbox', region: 'us-east-1' }, newKey());
  });
  afterAll(async () => {
    ports.dispose();
    await sandbox.dispose();
  });

  const optionsWith = (changes: Partial<EnvelopeOptions> = {}): EnvelopeOptions => ({
    ...{ keys: [key], context: {}, signal: new AbortController().signal },
    ...changes,
  });

  async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
    const all: Uint8Array[] = [];
    for await (const part of parts) all.push(part);
    return Buffer.concat(all);
  }

  /** Parts for ever; says whether somebody has told it to end. */
  function endless(): { parts: AsyncIterable<Uint8Array>; hasEnded: () => boolean } {
    let ended = false;
    async function* parts(): AsyncIterable<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(randomBytes(100_000));
      } finally {
        ended = true;
      }
    }
    return { parts: parts(), hasEnded: () => ended };
  }

  it('are not decrypted at all where the context is another one', async () => {
    const message = await collect(
      envelopes.encrypt([Buffer.from('secret')] as never, optionsWith({ context: { purpose: 'test' } })),
    );
    const open = (context: Record<string, string>) =>
      collect(envelopes.decrypt([message] as never, optionsWith({ context })));
    expect((await open({ purpose: 'test' })).toString()).toBe('secret');
    expect((await open({})).toString()).toBe('secret');
    await expect(open({ purpose: 'another' })).rejects.toThrow(/another purpose, or without it/);
    await expect(open({ owner: 'me' })).rejects.toThrow(/another owner, or without it/);
  });

  it('end where the person cancels, and so does what is read for them', async () => {
    const { parts, hasEnded } = endless();
    const controller = new AbortController();
    const work = (async () => {
      for await (const part of envelopes.encrypt(parts, optionsWith({ signal: controller.signal })))
        if (part.length > 0) controller.abort();
    })();
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    expect(isCancelled(error)).toBe(true);
    await expect.poll(hasEnded).toBe(true);
  });

  it('end where nobody reads on, and so does what is read for them', async () => {
    const { parts, hasEnded } = endless();
    for await (const part of envelopes.encrypt(parts, optionsWith())) if (part.length > 0) break;
    await expect.poll(hasEnded).toBe(true);
  });

  it('fail with the reason of what is read for them, not with one of their own', async () => {
    async function* parts(): AsyncIterable<Uint8Array> {
      yield await Promise.resolve(randomBytes(200_000));
      throw new KmsError('not-possible', 'report.pdf changed while it was read.');
    }
    await expect(collect(envelopes.encrypt(parts(), optionsWith()))).rejects.toThrow(
      'report.pdf changed while it was read.',
    );
  });
});

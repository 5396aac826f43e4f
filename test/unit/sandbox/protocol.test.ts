import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import fc from '../properties';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeInput } from '../../../src/sandbox/protocol/validate';
import { operationNames } from '../../../src/core/kms/operations';
import { inputs } from '../../../src/sandbox/protocol/inputs';
import { AwsError } from '../../../src/sandbox/errors';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

let sandbox: TestSandbox;
let port: number;
beforeAll(async () => {
  sandbox = await testSandbox({ anyCredentials: true });
  port = Number(new URL(sandbox.endpoint).port);
});
afterAll(async () => {
  expect(sandbox.internalErrors).toEqual([]);
  await sandbox.dispose();
});

async function post(
  target: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const response = await fetch(sandbox.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': target,
      'content-type': 'application/x-amz-json-1.1',
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=00',
      ...headers,
    },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text ? JSON.parse(text) : {}) as object,
  };
}

describe('the JSON protocol', () => {
  it('names unknown operations without a text', async () => {
    expect((await post('TrentService.MakeCoffee', '{}')).body).toEqual({
      __type: 'UnknownOperationException',
    });
    expect((await post('TrentService.constructor', '{}')).body).toEqual({
      __type: 'UnknownOperationException',
    });
    expect((await post('Other.ListKeys', '{}')).body).toEqual({ __type: 'UnknownOperationException' });
  });

  it('does not take text that is not UTF-8', async () => {
    const body = Uint8Array.from(Buffer.from('{"Marker":"\xe9"}', 'latin1'));
    const answer = await post('TrentService.ListKeys', body);
    expect(answer.body).toMatchObject({ __type: 'SerializationException' });
  });

  it.each(['{', '[]', '"text"', '{"Limit":"ten"}', '{"Limit":1.5}', '{"Limit":{}}'])(
    'does not take %s',
    async (body) => {
      const answer = await post('TrentService.ListKeys', body);
      expect([answer.status, answer.body]).toEqual([
        400,
        expect.objectContaining({ __type: 'SerializationException' }),
      ]);
    },
  );

  it('counts violations, and names members as AWS does', async () => {
    const answer = await post('TrentService.CreateAlias', '{"AliasName":""}');
    expect(answer.body).toEqual({
      __type: 'ValidationException',
      message:
        "3 validation errors detected: Value '' at 'aliasName' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$; Value null at 'targetKeyId' failed to satisfy constraint: Member must not be null",
    });
  });

  it.each([
    ['DescribeKey', '{}', "Value null at 'keyId' failed to satisfy constraint: Member must not be null"],
    [
      'Encrypt',
      '{"KeyId":"alias/a"}',
      "Value at 'plaintext' failed to satisfy constraint: Member must not be null",
    ],
    [
      'Verify',
      '{"KeyId":"alias/a","Message":"YQ==","SigningAlgorithm":"ECDSA_SHA_256"}',
      "Value null at 'signature' failed to satisfy constraint: Member must not be null",
    ],
    ['Decrypt', '{}', "Value null at 'ciphertextBlob' failed to satisfy constraint: Member must not be null"],
    [
      'DescribeKey',
      '{"KeyId":"clé"}',
      "Value 'clé' at 'keyId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^\\p{ASCII}+$",
    ],
  ])('says of %s %s what is missing or wrong', async (operation, body, text) => {
    expect((await post(`TrentService.${operation}`, body)).body).toEqual({
      __type: 'ValidationException',
      message: `1 validation error detected: ${text}`,
    });
  });

  it('answers with a request id and its content type; nothing for operations without output', async () => {
    const answer = await post('TrentService.ListKeys', '');
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    const made = (await post('TrentService.CreateKey', '{}')).body as { KeyMetadata: { KeyId: string } };
    const { KeyId } = made.KeyMetadata;
    expect((await post('TrentService.DisableKey', JSON.stringify({ KeyId }))).text).toBe('');
  });

  it('ignores members it does not know', async () => {
    expect((await post('TrentService.ListKeys', '{"Colour":"blue"}')).status).toBe(200);
  });

  it('refuses bodies that no request needs', async () => {
    const answer = await post('TrentService.ListKeys', `{"x":"${'y'.repeat(2_000_000)}"}`).catch(
      () => undefined,
    );
    // Either the answer arrives, or the connection is cut while the rest is still being sent.
    if (answer) expect(answer.status).toBe(413);
    expect((await post('TrentService.ListKeys', '{}')).status).toBe(200);
  });
});

describe('validation', () => {
  it('answers any JSON with an input or an error of AWS, never with anything else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...operationNames), fc.jsonValue(), (operation, body) => {
        try {
          decodeInput(operation, body);
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
        }
      }),
    );
  });

  it('answers any values of known members with an input or an error of AWS', () => {
    const request = fc
      .constantFrom(...operationNames)
      .chain((operation) =>
        fc.tuple(
          fc.constant(operation),
          fc.dictionary(fc.constantFrom(...Object.keys(inputs[operation]), 'x'), fc.jsonValue()),
        ),
      );
    fc.assert(
      fc.property(request, ([operation, body]) => {
        try {
          decodeInput(operation, body);
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
        }
      }),
    );
  });
});

/** Everything that comes back until the other side ends the connection. */
function conversation(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

async function isWell(): Promise<void> {
  await sandbox.kms().send(new ListKeysCommand({}));
}

describe('raw connections', () => {
  it('survive random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (bytes) => {
        const socket = connect(port, '127.0.0.1');
        const said = conversation(socket);
        socket.end(bytes);
        await said;
      }),
      { numRuns: 60 },
    );
    await isWell();
  });

  it('survive damaged HTTP', async () => {
    const damages = [
      'POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
      `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(20_000)}\r\n`,
      'NONSENSE\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: TrentService.ListKeys\r\nContent-Length: 100\r\n\r\n{',
    ];
    for (const damage of damages) {
      const socket = connect(port, '127.0.0.1');
      const said = conversation(socket);
      socket.end(damage);
      await said;
    }
    await isWell();
  });

  it('answer pipelined requests in their order', async () => {
    const one = (target: string) =>
      [
        'POST / HTTP/1.1',
        'Host: x',
        `X-Amz-Target: TrentService.${target}`,
        'Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=00',
        'Content-Length: 2',
        '',
        '{}',
      ].join('\r\n');
    const socket = connect(port, '127.0.0.1');
    const said = conversation(socket);
    const order = ['ListKeys', 'Nothing', 'ListAliases', 'ListKeys', 'Nothing'];
    socket.end(order.map(one).join(''));
    const kinds = [...(await said).matchAll(/"(Keys|Aliases|UnknownOperationException)"/g)].map(
      (found) => found[1],
    );
    expect(kinds).toEqual([
      'Keys',
      'UnknownOperationException',
      'Aliases',
      'Keys',
      'UnknownOperationException',
    ]);
  });

  it('may be slow or silent, many at once, without holding up the others', async () => {
    const sockets = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{');
    }
    await isWell();
    for (const socket of sockets) socket.destroy();
    await isWell();
  });
});

describe('control calls', () => {
  it('need the secret', async () => {
    for (const authorization of ['', 'Bearer ', 'Bearer wrong']) {
      const response = await fetch(`${sandbox.endpoint}/_sandbox/reset`, {
        method: 'POST',
        headers: { authorization },
      });
      expect(response.status).toBe(401);
    }
  });

  it('say what there is when asked for something else', async () => {
    expect(await sandbox.control('coffee')).toEqual({
      error: expect.stringContaining('POST clock') as string,
    });
  });

  it('order faults: delays, errors, for an operation, a Region, a number of times', async () => {
    const kms = sandbox.kms();
    const error = { code: 'KMSInternalException', message: 'ordered', status: 500 };
    await sandbox.control('faults', {
      faults: [{ operation: 'ListKeys', region: 'us-east-1', error, times: 1 }],
    });
    await sandbox.kms('admin', 'eu-west-1').send(new ListKeysCommand({}));
    const failed = await errorOf(kms.send(new ListKeysCommand({})));
    expect([failed.name, failed.message, failed.$metadata.httpStatusCode]).toEqual([
      'KMSInternalException',
      'ordered',
      500,
    ]);
    await kms.send(new ListKeysCommand({}));
    await sandbox.control('faults', { faults: [{ disconnect: true }] });
    expect((await errorOf(kms.send(new ListKeysCommand({})))).message).toMatch(/hang up|ECONNRESET/);
    await sandbox.control('faults', { faults: [{ operation: 'ListKeys', latencyMs: 500 }] });
    const answered: string[] = [];
    const delayed = kms.send(new ListKeysCommand({})).then(() => answered.push('delayed'));
    await kms.send(new DescribeKeyCommand({ KeyId: 'alias/payments' })).then(() => answered.push('other'));
    await delayed;
    expect(answered).toEqual(['other', 'delayed']);
    await sandbox.control('faults', { faults: [] });
  });

  it.each([
    ['faults', { faults: [null] }, /Fault 0/],
    ['faults', { faults: [{ latencyMs: -1 }] }, /latencyMs/],
    ['faults', { faults: [{ latencyMs: 1e12 }] }, /latencyMs/],
    ['faults', { faults: [{ service: 's3' }] }, /service "s3"/],
    ['faults', { faults: [{ error: { message: 'no code' } }] }, /error/],
    ['faults', { faults: [{ speed: 1 }] }, /speed/],
    ['throttling', { enabled: true, rates: { MakeCoffee: 1 } }, /MakeCoffee/],
    ['throttling', { enabled: true, rates: { DescribeKey: 'ten' } }, /DescribeKey/],
    ['throttling', { rates: {} }, /enabled/],
  ])('refuse an order for %s that cannot be understood: %j', async (path, body, wrong) => {
    const answer = await sandbox.control(path, body);
    expect(answer).toEqual({ error: expect.stringMatching(wrong) as string });
    await isWell();
  });

  it('switch throttling, with AWS’s rates or others', async () => {
    const kms = sandbox.kms();
    await sandbox.control('throttling', { enabled: true, rates: { DescribeKey: 3 } });
    const calls = Array.from({ length: 12 }, () =>
      kms.send(new DescribeKeyCommand({ KeyId: 'alias/payments' })),
    );
    const outcomes = await Promise.allSettled(calls);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as Error] : [],
    );
    expect(refused.length).toBeGreaterThanOrEqual(8);
    expect(refused[0]?.name).toBe('ThrottlingException');
    await sandbox.control('throttling', { enabled: false });
    await kms.send(new DescribeKeyCommand({ KeyId: 'alias/payments' }));
  });
});

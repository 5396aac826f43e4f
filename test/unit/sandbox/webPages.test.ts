import { ListKeysCommand } from '@aws-sdk/client-kms';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageRefusal } from '../../../src/sandbox/server/origin';
import { testSandbox } from './server';
import type { TestSandbox } from './server';

let sandbox: TestSandbox;
beforeAll(async () => {
  // Without signatures, only the name of the page would be in the way.
  sandbox = await testSandbox({ anyCredentials: true, empty: true });
});
afterAll(() => sandbox.dispose());

const signed =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/kms/aws4_request, SignedHeaders=host, Signature=00';

function listKeys(headers: Record<string, string>): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(sandbox.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'TrentService.ListKeys', authorization: signed, ...headers },
    });
    sent.on('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
    sent.on('error', reject);
    sent.end('{}');
  });
}

describe('a web page', () => {
  it('is not served, wherever it comes from', async () => {
    for (const origin of ['https://attacker.example', 'http://localhost:3000', 'null'])
      expect(await listKeys({ origin })).toMatchObject({
        status: 403,
        body: expect.stringContaining('AccessDeniedException') as string,
      });
  });

  it('is not served under a name that was pointed at this machine', async () => {
    for (const host of [
      'attacker.example',
      'attacker.example:8080',
      '127.0.0.1.attacker.example',
      'neighbour.local',
      'attacker%2eexample.localhost',
      'attacker.example#.localhost',
    ])
      expect((await listKeys({ host })).status).toBe(403);
    await sandbox.kms().send(new ListKeysCommand({}));
  });

  it.each([
    'localhost:4566',
    'localhost.:4566',
    '[::1]:4566',
    'kms.us-east-1.amazonaws.com',
    'sandbox',
    'host.docker.internal:1',
  ])('is not what a program is taken for that calls the sandbox %s', async (host) => {
    expect(await listKeys({ host })).toMatchObject({ status: 200 });
  });

  it('may have any name where other machines are let in, but is known by its Origin', () => {
    expect(pageRefusal({ host: 'build.company.example' }, '0.0.0.0')).toBeUndefined();
    expect(pageRefusal({ host: 'build.company.example', origin: 'null' }, '0.0.0.0')).toMatch(/Origin/);
  });
});

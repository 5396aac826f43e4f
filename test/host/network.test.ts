import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { KmsError } from '../../src/core/errors';
import { explain } from '../../src/core/messages';
import type { ExtensionApi } from '../../src/extensionApi';
import { startProxy, type Proxy } from '../unit/aws/faultProxy/proxy';
import { extensionApi } from './api';

const certificates = join(__dirname, '../../../test/fixtures/tls');
const authority = join(certificates, 'authority.crt');
const place = { connection: 'profile:behind-a-proxy', region: 'eu-west-1' };

/** The editor replaces the agents of all who ask Node's https, so that these hold nowhere but inside it. */
describe('connections through the editor’s network', () => {
  let api: ExtensionApi;
  let aws: Server;
  let endpoint: string;
  let proxy: Proxy;
  const folder = join(homedir(), '.aws');
  const configured: string[] = [];

  before(async () => {
    api = await extensionApi();
    const read = (name: string) => readFile(join(certificates, name));
    const certificate = { key: await read('server.key'), cert: await read('server.crt') };
    aws = createServer(certificate, (_, response) => response.end('{"Keys":[]}'));
    aws.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => aws.listen(0, resolve));
    endpoint = `https://127.0.0.1:${(aws.address() as AddressInfo).port}`;
    proxy = await startProxy(endpoint);
    await mkdir(folder, { recursive: true });
  });

  afterEach(async () => {
    delete process.env.AWS_CA_BUNDLE;
    for (const name of configured.splice(0)) await setting(name, undefined);
    proxy.asked.length = proxy.passwords.length = 0;
    proxy.refuses = false;
  });

  after(async () => {
    await proxy.dispose();
    aws.closeAllConnections();
    await new Promise((resolve) => aws.close(resolve));
    await rm(folder, { recursive: true, force: true });
    api.connections.renew();
  });

  const configure = async (name: string, value: unknown): Promise<void> => {
    configured.push(name);
    await setting(name, value);
  };

  const list = async (...lines: string[]): Promise<readonly unknown[] | KmsError> => {
    const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example';
    const profile = `[profile behind-a-proxy]\nregion = eu-west-1\n${keys}\n${lines.join('\n')}\n`;
    await writeFile(join(folder, 'config'), profile);
    api.connections.renew();
    try {
      for await (const { items } of api.keys.listKeys(place)) return items;
      return assert.fail('there was no page');
    } catch (error) {
      assert.ok(error instanceof Error && 'reason' in error, String(error));
      return error as KmsError;
    }
  };

  const assertUntrusted = (answer: readonly unknown[] | KmsError): void => {
    assert.ok('reason' in answer, 'it was taken');
    assert.equal(answer.reason, 'certificate', answer.message);
    const failure = new KmsError(answer.reason, answer.message, answer.details);
    assert.match(
      explain(failure, 'list the keys')?.text ?? '',
      /ca_bundle of the profile or in AWS_CA_BUNDLE/,
    );
  };

  for (const support of ['override', 'fallback', 'on', 'off']) {
    describe(`with http.proxySupport ${support}`, () => {
      beforeEach(() => configure('proxySupport', support));

      it('trust ca_bundle of the profile, and nobody without it', async () => {
        assertUntrusted(await list(`endpoint_url = ${endpoint}`));
        assert.deepEqual(await list(`endpoint_url = ${endpoint}`, `ca_bundle = ${authority}`), []);
      });

      it('trust AWS_CA_BUNDLE, on a way that is no loopback to the editor', async () => {
        // Its certificate is for another name: whose authority is not trusted is refused for that before.
        const elsewhere = `endpoint_url = ${endpoint.replace('127.0.0.1', '127.0.0.2')}`;
        const untrusted = await list(elsewhere);
        process.env.AWS_CA_BUNDLE = authority;
        const trusted = await list(elsewhere);
        assert.ok('reason' in untrusted && 'reason' in trusted);
        assert.equal(untrusted.details.code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
        assert.equal(trusted.details.code, 'ERR_TLS_CERT_ALTNAME_INVALID');
      });

      if (support === 'off') return;

      it('go through http.proxy to AWS’s own host, trusting what they trust elsewhere', async () => {
        await configure('proxy', proxy.url);
        assertUntrusted(await list());
        assert.deepEqual(await list(`ca_bundle = ${authority}`), []);
        assert.ok(proxy.asked.every((line) => line === 'CONNECT kms.eu-west-1.amazonaws.com:443'));
        assert.ok(proxy.asked.length >= 2, 'it was not asked');
      });

      it('take the certificates of a proxy where http.proxyStrictSSL is off', async () => {
        await configure('proxy', proxy.url);
        await configure('proxyStrictSSL', false);
        assert.deepEqual(await list(), []);
        // Nowhere else.
        assertUntrusted(await list(`endpoint_url = ${endpoint}`));
      });

      it('give the proxy its password', async () => {
        await configure('proxy', proxy.url.replace('//', '//me:se%20cret@'));
        assert.deepEqual(await list(`ca_bundle = ${authority}`), []);
        assert.equal(proxy.passwords[0], `Basic ${Buffer.from('me:se cret').toString('base64')}`);
      });

      it('say so where no proxy is there, and where it refuses', async () => {
        await configure('proxy', 'http://127.0.0.1:9');
        const absent = await list(`ca_bundle = ${authority}`);
        assert.ok('reason' in absent);
        assert.equal(absent.reason, 'network', absent.message);
        proxy.refuses = true;
        await configure('proxy', proxy.url);
        const refused = await list(`ca_bundle = ${authority}`);
        assert.ok('reason' in refused);
        assert.equal(refused.reason, 'not-aws', refused.message);
      });
    });
  }
});

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('http').update(name, value, vscode.ConfigurationTarget.Global);
}

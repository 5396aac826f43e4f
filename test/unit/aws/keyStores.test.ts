import { KMS } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awsKeyStores } from '../../../src/aws/keyStores';
import type { KeyStore } from '../../../src/core/keyStores/model';
import { explain } from '../../../src/core/messages';
import type { KeyStorePort } from '../../../src/core/ports';
import { testSandbox, type TestSandbox } from '../sandbox/server';
import { portsTo, type Ports } from './ports';

const place = { connection: 'sandbox', region: 'us-east-1' };
const secret = 'f0x'.repeat(15);
let sandbox: TestSandbox;
let ports: Ports;
let stores: KeyStorePort;
let kms: KMS;

beforeAll(async () => {
  sandbox = await testSandbox({ empty: true });
  ports = portsTo(sandbox);
  stores = awsKeyStores(ports.clients);
  const { endpoint, identities } = sandbox;
  const credentials = identities.find(({ name }) => name === 'admin');
  if (credentials === undefined) throw new Error('The sandbox has no admin.');
  kms = new KMS({ endpoint, region: place.region, credentials });
});
afterAll(async () => {
  kms.destroy();
  ports.dispose();
  await sandbox.dispose();
});

async function all(): Promise<KeyStore[]> {
  const found: KeyStore[] = [];
  for await (const { items } of stores.list(place)) found.push(...items);
  return found;
}

it('lists the stores of both kinds, connects, disconnects and deletes them', async () => {
  expect(await all()).toEqual([]);
  const cluster = await kms.createCustomKeyStore({
    CustomKeyStoreName: 'cluster store',
    CloudHsmClusterId: 'cluster-234abcd567a',
    TrustAnchorCertificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    KeyStorePassword: 'kmsuserPassword',
  });
  await kms.createCustomKeyStore({
    CustomKeyStoreName: 'external store',
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyConnectivity: 'PUBLIC_ENDPOINT',
    XksProxyUriEndpoint: 'https://proxy.example.com',
    XksProxyUriPath: '/tenant/kms/xks/v1',
    XksProxyAuthenticationCredential: {
      AccessKeyId: 'ABCDEFGHIJKLMNOPQRST',
      RawSecretAccessKey: secret,
    },
  });
  const listed = await all();
  expect(new Map(listed.map(({ name, ...rest }) => [name, rest]))).toEqual(
    new Map([
      [
        'cluster store',
        {
          id: cluster.CustomKeyStoreId,
          type: 'AWS_CLOUDHSM',
          state: 'DISCONNECTED',
          clusterId: 'cluster-234abcd567a',
        },
      ],
      [
        'external store',
        {
          id: expect.stringMatching(/^cks-/) as string,
          type: 'EXTERNAL_KEY_STORE',
          state: 'DISCONNECTED',
          proxyUri: 'https://proxy.example.com/tenant/kms/xks/v1',
        },
      ],
    ]),
  );
  expect(JSON.stringify(listed)).not.toContain(secret);

  const id = cluster.CustomKeyStoreId ?? '';
  const stateOf = async () => (await all()).find((store) => store.id === id)?.state;
  await stores.connect(place, id);
  expect(await stateOf()).toBe('CONNECTED');
  const refused = await stores.delete(place, id).catch((error: unknown) => error);
  expect(explain(refused, 'delete it')?.text).toContain('The connection state of the key store does not');
  await kms.createKey({ Origin: 'AWS_CLOUDHSM', CustomKeyStoreId: id });
  await stores.disconnect(place, id);
  expect(await stateOf()).toBe('DISCONNECTED');
  const inUse = await stores.delete(place, id).catch((error: unknown) => error);
  expect(explain(inUse, 'delete it')?.text).toContain('still KMS keys in the key store');

  const external = listed.find(({ type }) => type === 'EXTERNAL_KEY_STORE');
  await stores.delete(place, external?.id ?? '');
  expect((await all()).map(({ name }) => name)).toEqual(['cluster store']);
});

import type { CreateCustomKeyStoreCommandInput, KMS } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let kms: KMS;
let region = 0;

// A Region of its own for each test: names and clusters are unique in one, and a Region has ten stores at most.
beforeEach(() => {
  region += 1;
  kms = sandbox.client({ region: `eu-test-${region}` });
});

const cloudHsm = (
  input: Partial<CreateCustomKeyStoreCommandInput> = {},
): CreateCustomKeyStoreCommandInput => ({
  CustomKeyStoreName: 'cluster store',
  CloudHsmClusterId: 'cluster-234abcd567a',
  TrustAnchorCertificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  KeyStorePassword: 'kmsuser-password',
  ...input,
});
const external = (
  input: Partial<CreateCustomKeyStoreCommandInput> = {},
): CreateCustomKeyStoreCommandInput => ({
  CustomKeyStoreName: 'external store',
  CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
  XksProxyConnectivity: 'PUBLIC_ENDPOINT',
  XksProxyUriEndpoint: 'https://proxy.example.com',
  XksProxyUriPath: '/tenant/kms/xks/v1',
  XksProxyAuthenticationCredential: {
    AccessKeyId: 'ABCDEFGHIJKLMNOPQRST',
    RawSecretAccessKey: 'a'.repeat(43),
  },
  ...input,
});
const created = async (input: CreateCustomKeyStoreCommandInput) =>
  (await kms.createCustomKeyStore(input)).CustomKeyStoreId ?? '';
const stateOf = async (CustomKeyStoreId: string) =>
  (await kms.describeCustomKeyStores({ CustomKeyStoreId })).CustomKeyStores?.[0]?.ConnectionState;

describe('A custom key store', () => {
  it('is made, connected, used, disconnected and deleted', async () => {
    const CustomKeyStoreId = await created(cloudHsm());
    expect(await stateOf(CustomKeyStoreId)).toBe('DISCONNECTED');
    const inStore = { Origin: 'AWS_CLOUDHSM', CustomKeyStoreId } as const;
    expect(await failureCode(kms.createKey(inStore))).toBe('CustomKeyStoreInvalidStateException');
    await kms.connectCustomKeyStore({ CustomKeyStoreId });
    expect(await stateOf(CustomKeyStoreId)).toBe('CONNECTED');
    const KeyId = await newKey(kms, inStore);
    const { CiphertextBlob } = await kms.encrypt({ KeyId, Plaintext: Buffer.from('a') });
    expect((await kms.decrypt({ CiphertextBlob })).KeyId).toBe(KeyId);
    const pair = kms.generateDataKeyPair({ KeyId, KeyPairSpec: 'ECC_NIST_P256' });
    expect(await failureCode(pair)).toBe('UnsupportedOperationException');
    expect((await kms.generateRandom({ NumberOfBytes: 8, CustomKeyStoreId })).Plaintext).toHaveLength(8);
    await kms.disconnectCustomKeyStore({ CustomKeyStoreId });
    expect((await kms.describeKey({ KeyId })).KeyMetadata?.KeyState).toBe('Unavailable');
    expect(await failureCode(kms.decrypt({ CiphertextBlob }))).toBe('KMSInvalidStateException');
    expect(await failureCode(kms.deleteCustomKeyStore({ CustomKeyStoreId }))).toBe(
      'CustomKeyStoreHasCMKsException',
    );
    await kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 });
    await sandbox.advance({ days: 8 });
    await kms.deleteCustomKeyStore({ CustomKeyStoreId });
    expect(await failureCode(kms.describeCustomKeyStores({ CustomKeyStoreId }))).toBe(
      'CustomKeyStoreNotFoundException',
    );
  });

  it('connects in any state but a failed one, and disconnects and is deleted in the right one alone', async () => {
    const CustomKeyStoreId = await created(cloudHsm());
    expect(await failureCode(kms.disconnectCustomKeyStore({ CustomKeyStoreId }))).toBe(
      'CustomKeyStoreInvalidStateException',
    );
    await kms.connectCustomKeyStore({ CustomKeyStoreId });
    // "This operation is valid for all other ConnectionState values" than DISCONNECTING and FAILED.
    await kms.connectCustomKeyStore({ CustomKeyStoreId });
    expect(await failureCode(kms.deleteCustomKeyStore({ CustomKeyStoreId }))).toBe(
      'CustomKeyStoreInvalidStateException',
    );
  });

  it('outside of AWS is described without its secret, and does no cryptography here', async () => {
    const CustomKeyStoreId = await created(external());
    const { CustomKeyStores } = await kms.describeCustomKeyStores({ CustomKeyStoreName: 'external store' });
    expect(CustomKeyStores).toMatchObject([
      {
        CustomKeyStoreId,
        CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
        XksProxyConfiguration: {
          Connectivity: 'PUBLIC_ENDPOINT',
          AccessKeyId: 'ABCDEFGHIJKLMNOPQRST',
          UriEndpoint: 'https://proxy.example.com',
          UriPath: '/tenant/kms/xks/v1',
        },
      },
    ]);
    await kms.connectCustomKeyStore({ CustomKeyStoreId });
    const outside = { Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key-1' } as const;
    const KeyId = await newKey(kms, outside);
    expect(await failureCode(kms.createKey(outside))).toBe('XksKeyAlreadyInUseException');
    expect(await failureCode(kms.encrypt({ KeyId, Plaintext: Buffer.of(1) }))).toBe(
      'KMSInvalidStateException',
    );
    expect(await failureCode(kms.generateRandom({ NumberOfBytes: 1, CustomKeyStoreId }))).toBe(
      'UnsupportedOperationException',
    );
  });

  it('changes its name at any time, and what it is tied to only while disconnected', async () => {
    const CustomKeyStoreId = await created(external());
    await kms.connectCustomKeyStore({ CustomKeyStoreId });
    await kms.updateCustomKeyStore({ CustomKeyStoreId, NewCustomKeyStoreName: 'renamed' });
    const XksProxyUriEndpoint = 'https://other.example.com';
    const move = { CustomKeyStoreId, XksProxyUriEndpoint };
    expect(await failureCode(kms.updateCustomKeyStore(move))).toBe('CustomKeyStoreInvalidStateException');
    await kms.disconnectCustomKeyStore({ CustomKeyStoreId });
    await kms.updateCustomKeyStore(move);
    const { CustomKeyStores } = await kms.describeCustomKeyStores({ CustomKeyStoreId });
    expect(CustomKeyStores?.[0]).toMatchObject({
      CustomKeyStoreName: 'renamed',
      XksProxyConfiguration: { UriEndpoint: XksProxyUriEndpoint },
    });
    const foreign = kms.updateCustomKeyStore({ CustomKeyStoreId, KeyStorePassword: 'kmsuser-password' });
    expect(await failureCode(foreign)).toBe('ValidationException');
  });
});

describe('Custom key stores that are refused', () => {
  it.each([
    ['without a cluster', cloudHsm({ CloudHsmClusterId: undefined }), 'ValidationException'],
    ['without a password', cloudHsm({ KeyStorePassword: undefined }), 'ValidationException'],
    ['with no certificate', cloudHsm({ TrustAnchorCertificate: 'none' }), 'IncorrectTrustAnchorException'],
    ['without a proxy', external({ XksProxyUriEndpoint: undefined }), 'ValidationException'],
    [
      'with a cluster behind a proxy',
      external({ CloudHsmClusterId: 'cluster-234abcd567a' }),
      'ValidationException',
    ],
    ['over http', external({ XksProxyUriEndpoint: 'http://proxy.example.com' }), 'ValidationException'],
    [
      'without the service of the VPC',
      external({ XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE' }),
      'ValidationException',
    ],
  ])('%s', async (_, input, code) => {
    expect(await failureCode(kms.createCustomKeyStore(input))).toBe(code);
  });

  it('share what must be their own', async () => {
    await created(cloudHsm());
    await created(external());
    const cases = [
      [cloudHsm({ CloudHsmClusterId: 'cluster-777abcd567a' }), 'CustomKeyStoreNameInUseException'],
      [cloudHsm({ CustomKeyStoreName: 'other' }), 'CloudHsmClusterInUseException'],
      [external({ CustomKeyStoreName: 'other' }), 'XksProxyUriInUseException'],
    ] as const;
    for (const [input, code] of cases) expect(await failureCode(kms.createCustomKeyStore(input))).toBe(code);
  });

  it('would be the eleventh', async () => {
    for (let count = 0; count < 10; count++)
      await created(
        external({ CustomKeyStoreName: `store ${count}`, XksProxyUriPath: `/t${count}/kms/xks/v1` }),
      );
    const { CustomKeyStores, NextMarker } = await kms.describeCustomKeyStores({ Limit: 4 });
    expect(CustomKeyStores).toHaveLength(4);
    const rest = await kms.describeCustomKeyStores({ Limit: 10, Marker: NextMarker });
    expect(rest.CustomKeyStores).toHaveLength(6);
    const more = kms.createCustomKeyStore(cloudHsm());
    expect(await failureCode(more)).toBe('LimitExceededException');
  });
});

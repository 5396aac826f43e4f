import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainNetwork, proxyFor, type NetworkSettings } from '../../../src/aws/proxies';
import type { KmsError } from '../../../src/core/errors';
import { explain } from '../../../src/core/messages';
import { awsHome, type AwsHome } from './awsHome';
import { startProxy, type Proxy } from './faultProxy/proxy';
import { overHttp, overTls, type Faulty } from './faultProxy/servers';
import { portsTo, type Ports } from './ports';

const authority = join(fileURLToPath(import.meta.url), '../../../fixtures/tls/authority.crt');
const kms = { protocol: 'https', host: 'kms.eu-west-1.amazonaws.com', port: 443 } as const;

describe('the proxy on the way to a host', () => {
  const through = (
    settings: Partial<NetworkSettings>,
    environment = {},
    to: Parameters<typeof proxyFor>[0] = kms,
  ) => proxyFor(to, { ...plainNetwork, ...settings }, environment)?.host;

  it('is the editor’s, else that of the variables, else none', () => {
    const environment = { HTTPS_PROXY: 'http://env:1' };
    expect(through({ proxy: 'http://editor:8080' }, environment)).toBe('editor:8080');
    expect(through({}, environment)).toBe('env:1');
    expect(through({}, { HTTPS_PROXY: '', HTTP_PROXY: 'http://env:1' })).toBeUndefined();
    expect(through({}, { https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1' })).toBe('lower:1');
    expect(through({}, { HTTP_PROXY: 'plain:3128' }, { protocol: 'http', host: 'emulator', port: 80 })).toBe(
      'plain:3128',
    );
  });

  it.each([
    ['*', undefined],
    ['kms.eu-west-1.amazonaws.com', undefined],
    ['.amazonaws.com', undefined],
    ['amazonaws.com', undefined],
    ['*.amazonaws.com', undefined],
    ['localhost, amazonaws.com:443', undefined],
    ['amazonaws.com:8443', 'editor:1'],
    ['zonaws.com', 'editor:1'],
    ['sts.eu-west-1.amazonaws.com', 'editor:1'],
    [' ', 'editor:1'],
  ])('is left out for the hosts of NO_PROXY: %s', (entry, expected) => {
    expect(through({ proxy: 'http://editor:1' }, { NO_PROXY: entry })).toBe(expected);
    expect(through({ proxy: 'http://editor:1', noProxy: entry.split(',') })).toBe(expected);
  });

  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', 'kms.localhost'])(
    'is never asked for %s',
    (host) => {
      expect(
        through({ proxy: 'http://editor:1' }, {}, { protocol: 'http', host, port: 4566 }),
      ).toBeUndefined();
    },
  );

  it('is told where it is no URL', () => {
    expect(() => through({ proxy: 'socks5://editor:1' })).toThrow(/proxy’s address is not/);
  });
});

describe('calls through a proxy', () => {
  let home: AwsHome;
  let aws: Faulty;
  let proxy: Proxy;
  let ports: Ports | undefined;

  beforeEach(async () => {
    home = awsHome();
    aws = await overTls((_, response) => response.end('{"Keys":[]}'));
    proxy = await startProxy(aws.endpoint);
  });
  afterEach(async () => {
    ports?.dispose();
    await Promise.all([aws.dispose(), proxy.dispose()]);
    home.dispose();
  });

  const list = async (
    lines: string[],
    network: Partial<NetworkSettings>,
    environment = {},
  ): Promise<unknown> => {
    const keys = 'aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example';
    home.config(`[profile p]\nregion = eu-west-1\n${keys}\n${lines.join('\n')}\n`);
    const settings = { ...plainNetwork, ...network };
    const options = { files: home.files, environment, network: () => settings };
    ports = portsTo(nothing, {
      ...options,
      patience: { connectionMs: 5_000, requestMs: 5_000, attempts: 1 },
    });
    for await (const { items } of ports.keys.listKeys({ connection: 'profile:p', region: 'eu-west-1' }))
      return items;
    return undefined;
  };
  const failure = (listing: Promise<unknown>) => listing.catch((error: unknown) => error as KmsError);

  it('go where http.proxy says, to AWS’s own host', async () => {
    await expect(list([`ca_bundle = ${authority}`], { proxy: proxy.url })).resolves.toEqual([]);
    expect(proxy.asked).toEqual(['CONNECT kms.eu-west-1.amazonaws.com:443']);
    expect(aws.asked).toEqual(['ListKeys']);
  });

  it('go where HTTPS_PROXY says, with its password, trusting AWS_CA_BUNDLE', async () => {
    const environment = {
      HTTPS_PROXY: proxy.url.replace('//', '//me:se%20cret@'),
      AWS_CA_BUNDLE: authority,
    };
    await expect(list([], {}, environment)).resolves.toEqual([]);
    expect(proxy.passwords).toEqual([`Basic ${Buffer.from('me:se cret').toString('base64')}`]);
  });

  it('trust nobody else, unless http.proxyStrictSSL is off', async () => {
    const refused = await failure(list([], { proxy: proxy.url }));
    expect(refused).toMatchObject({ reason: 'certificate' });
    expect(aws.asked).toEqual([]);
    ports?.dispose();
    await expect(list([], { proxy: proxy.url, strictSsl: false })).resolves.toEqual([]);
  });

  it('to an endpoint of plain HTTP are asked of the proxy as a whole', async () => {
    const emulator = await overHttp((_, response) => response.end('{"Keys":[]}'));
    proxy.target = emulator.endpoint;
    await expect(
      list(['endpoint_url = http://emulator.example.com:4566'], { proxy: proxy.url }),
    ).resolves.toEqual([]);
    expect(proxy.asked).toEqual(['POST http://emulator.example.com:4566/']);
    await emulator.dispose();
  });

  it('say so where the proxy wants a password', async () => {
    proxy.refuses = true;
    const refused = await failure(list([], { proxy: proxy.url }));
    expect(refused).toMatchObject({ reason: 'not-aws' });
    expect(explain(refused, 'list the keys')?.text).toMatch(/status 407.*the proxy/);
  });

  it('say so where no proxy is there', async () => {
    const { url } = proxy;
    await proxy.dispose();
    expect(await failure(list([], { proxy: url }))).toMatchObject({ reason: 'network' });
    proxy = await startProxy(aws.endpoint);
  });

  it('say which bundle cannot be read', async () => {
    const absent = await failure(list(['ca_bundle = /nonexistent.pem'], {}));
    expect(absent).toMatchObject({
      reason: 'certificate',
      message: expect.stringContaining('/nonexistent.pem') as unknown,
    });
    ports?.dispose();
    const empty = await failure(list([`ca_bundle = ${home.write('empty.pem', 'no certificate')}`], {}));
    expect(empty).toMatchObject({ reason: 'certificate' });
  });
});

/** A sandbox that no test here reaches. */
const nothing = {
  endpoint: '',
  region: '',
  accountId: '',
  identities: [{ name: 'admin', arn: '', accessKeyId: '', secretAccessKey: '' }],
};

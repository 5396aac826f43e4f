import {
  CreateAliasCommand,
  DescribeKeyCommand,
  EncryptCommand,
  ReEncryptCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isRefusalOn } from '../../../src/core/keys/refusedCalls';
import type { KeyRef } from '../../../src/core/keys/model';
import { errorOf, testSandbox, type TestSandbox } from '../sandbox/server';
import { awsHome } from './awsHome';
import { fakeAws } from './fakeAws';
import { portsTo, type Ports } from './ports';

const place = { connection: 'sandbox', region: 'us-east-1' };
let sandbox: TestSandbox;
let ports: Ports;
let key: KeyRef;

beforeAll(async () => {
  sandbox = await testSandbox();
  ports = portsTo(sandbox);
  key = await ports.keys.create(place, {
    ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
    ...{ description: '', tags: [] },
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${sandbox.accountId}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }),
  });
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

describe('calls on a key', () => {
  it('come with who made them, their outcome and encryption context, and nothing secret', async () => {
    const kms = sandbox.kms();
    const Plaintext = Buffer.from('a secret');
    const encrypted = await kms.send(
      new EncryptCommand({ KeyId: key.keyId, Plaintext, EncryptionContext: { app: 'orders' } }),
    );
    await kms.send(
      new ReEncryptCommand({
        ...{ CiphertextBlob: encrypted.CiphertextBlob, DestinationKeyId: key.arn },
        ...{ SourceEncryptionContext: { app: 'orders' }, DestinationEncryptionContext: { app: 'bills' } },
      }),
    );
    await errorOf(kms.send(new CreateAliasCommand({ AliasName: 'alias/aws/x', TargetKeyId: key.keyId })));
    const { calls, next } = await ports.activity.calls({ key });
    expect(next).toBe(undefined);
    expect(calls.map(({ operation }) => operation).slice(0, 3)).toContain('ReEncrypt');
    expect(calls.find(({ operation }) => operation === 'Encrypt')).toMatchObject({
      ...{ keyArns: [key.arn], keyNamed: key.keyId, contexts: [{ pairs: { app: 'orders' } }] },
      who: { name: 'admin', arn: `arn:aws:iam::${sandbox.accountId}:user/admin` },
    });
    expect(calls.find(({ operation }) => operation === 'ReEncrypt')?.contexts).toEqual([
      { side: 'source', pairs: { app: 'orders' } },
      { side: 'destination', pairs: { app: 'bills' } },
    ]);
    expect(JSON.stringify(calls)).not.toContain(Plaintext.toString('base64'));
  });

  it('that were refused are found among all calls on KMS only, by the text of the refusal', async () => {
    const Plaintext = Buffer.from('x');
    await errorOf(sandbox.kms('developer').send(new EncryptCommand({ KeyId: key.arn, Plaintext })));
    const own = await ports.activity.calls({ key });
    expect(own.calls.filter(({ error }) => error !== undefined)).toEqual([]);
    const all = await ports.activity.calls({ place });
    const [refusal, ...more] = all.calls.filter((call) => isRefusalOn({ ...key, aliases: [] }, call));
    expect(more).toEqual([]);
    expect(refusal).toMatchObject({
      ...{ operation: 'Encrypt', who: { name: 'developer' }, keyArns: [] },
      error: { code: 'AccessDenied', message: expect.stringContaining(key.arn) as string },
    });
  });

  it('come fifty at a time, each once, to the last', async () => {
    const kms = sandbox.kms();
    for (let at = 0; at < 60; at++) await kms.send(new DescribeKeyCommand({ KeyId: key.arn }));
    const first = await ports.activity.calls({ key });
    expect(first.calls).toHaveLength(50);
    const second = await ports.activity.calls({ key }, first.next);
    expect(second.next).toBe(undefined);
    const ids = [...first.calls, ...second.calls].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(60);
    const times = [...first.calls, ...second.calls].map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('are refused to whom cloudtrail:LookupEvents is not allowed', async () => {
    const denied = portsTo(sandbox, { identity: 'developer' });
    const failure: unknown = await denied.activity.calls({ key }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ reason: 'denied', details: { operation: 'cloudtrail:LookupEvents' } });
    denied.dispose();
  });

  it('are not asked for once they are no longer wanted', async () => {
    const signal = AbortSignal.abort();
    await expect(ports.activity.calls({ key }, undefined, signal)).rejects.toMatchObject({
      reason: 'cancelled',
    });
  });
});

describe('the host of CloudTrail', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['AWS’s own', '', {}, 'cloudtrail.eu-west-1.amazonaws.com'],
    ['FIPS', 'use_fips_endpoint = true\n', {}, 'cloudtrail-fips.us-east-1.amazonaws.com'],
    ['the profile’s endpoint', 'endpoint_url = https://own.example\n', {}, 'own.example'],
    [
      'the endpoint of the service in the profile',
      'services = s\n[services s]\ncloudtrail =\n  endpoint_url = https://trail.example\nkms =\n  endpoint_url = https://kms.example\n',
      {},
      'trail.example',
    ],
    [
      'the service’s variable',
      'endpoint_url = https://own.example\n',
      { AWS_ENDPOINT_URL_CLOUDTRAIL: 'https://variable.example' },
      'variable.example',
    ],
    [
      'not another service’s variable',
      '',
      { AWS_ENDPOINT_URL_KMS: 'https://kms.example' },
      'cloudtrail.eu-west-1.amazonaws.com',
    ],
  ])('is %s', async (_, settings, environment, host) => {
    const home = awsHome();
    const aws = await fakeAws();
    vi.stubEnv('AWS_CONFIG_FILE', home.files.config);
    home.config(
      `[profile p]\naws_access_key_id = AKIAX\naws_secret_access_key = s\nregion = eu-west-1\n${settings}`,
    );
    const asking = portsTo(
      { endpoint: '', region: '', accountId: '', identities: sandbox.identities },
      { files: home.files, agent: aws.agent, environment },
    );
    const region = host.includes('fips') ? 'us-east-1' : 'eu-west-1';
    // What the stand-in answers is no matter here: whom the request went to is.
    await asking.activity.calls({ place: { connection: 'profile:p', region } }).catch(() => undefined);
    expect(aws.hosts()).toEqual([host]);
    asking.dispose();
    await aws.dispose();
    vi.unstubAllEnvs();
    home.dispose();
  });
});

import * as sdk from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsCli } from '../../../../src/core/iac/awsCli';
import { KmsError } from '../../../../src/core/errors';
import type { KeyRef, NewKey } from '../../../../src/core/keys/model';
import { readIacKey } from '../../../../src/sessions/keys/iacKey';
import { portsTo, type Ports } from '../../aws/ports';
import { shellWords } from '../../core/wizard/shell';
import { testSandbox, type TestSandbox } from '../../sandbox/server';

const place = { connection: 'sandbox', region: 'us-east-1' };
const { signal } = new AbortController();
let sandbox: TestSandbox;
let ports: Ports;

beforeAll(async () => {
  sandbox = await testSandbox();
  ports = portsTo(sandbox);
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

async function newKey(changes: Partial<NewKey> = {}): Promise<KeyRef> {
  const account = `arn:aws:iam::${sandbox.accountId}:root`;
  return ports.keys.create(place, {
    ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
    ...{ description: '', tags: [] },
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }],
    }),
    ...changes,
  });
}

/** Sends what each line of the script says through the SDK, as the AWS CLI would, and answers the key's id. */
async function run(script: string): Promise<string> {
  const admin = sandbox.identities.find(({ name }) => name === 'admin');
  if (admin === undefined) throw new Error('The sandbox has no admin.');
  let keyId = '';
  for (const command of script.trim().split('\n\n')) {
    const isCreation = command.startsWith('KEY_ID=$(');
    const line = isCreation ? command.slice('KEY_ID=$('.length, -1) : command.replace('"$KEY_ID"', keyId);
    const [, , operation = '', ...words] = shellWords(line);
    const { region, input } = inputOf(words);
    const client = new sdk.KMSClient({ region, endpoint: sandbox.endpoint, credentials: admin });
    const name = `${pascal(operation)}Command` as 'CreateKeyCommand';
    const answer = await client.send(new sdk[name](input));
    if (isCreation) keyId = answer.KeyMetadata?.KeyId ?? '';
    client.destroy();
  }
  return keyId;
}

function inputOf(words: readonly string[]): { region: string; input: sdk.CreateKeyCommandInput } {
  const input: Record<string, unknown> = {};
  let region = '';
  for (let at = 0; at < words.length; at++) {
    const name = words[at] ?? '';
    const value = words[at + 1] ?? '--';
    if (value.startsWith('--')) input[pascal(name)] = true;
    else if (name === '--region') region = value;
    else if (name === '--tags') input['Tags'] = JSON.parse(value) as unknown;
    else if (name === '--rotation-period-in-days') input['RotationPeriodInDays'] = Number(value);
    else if (name === '--cli-input-json') Object.assign(input, JSON.parse(value));
    else if (!['--query', '--output', '--endpoint-url'].includes(name)) input[pascal(name)] = value;
    if (!value.startsWith('--')) at++;
  }
  return { region, input };
}

/** `--key-spec` → `KeySpec`. */
function pascal(word: string): string {
  return word
    .replace(/^-+/, '')
    .replace(/(^|-)(\w)/g, (_, _dash: string, first: string) => first.toUpperCase());
}

describe('a key read for other tools', () => {
  it('is made again, alike, by its AWS CLI script', async () => {
    const ref = await newKey({
      description: "It's --ours; $(id)",
      tags: [{ key: 'team', value: 'bill & ing' }],
    });
    await ports.keys.createAlias(place, 'alias/iac-first', ref.keyId);
    await ports.keys.enableRotation(ref, 120);
    await ports.keys.disable(ref);
    const { iac } = await readIacKey(ports.keys, ref, signal);
    const script = awsCli(
      { ...iac, aliases: ['alias/iac-second'] },
      { region: 'us-east-1', endpoint: 'http://x' },
    );
    if ('unavailable' in script) throw new Error(script.unavailable);
    const keyId = await run(script.text);
    const again = await readIacKey(
      ports.keys,
      { ...ref, keyId, arn: ref.arn.replace(ref.keyId, keyId) },
      signal,
    );
    expect(iac).toMatchObject({ rotationPeriodDays: 120, disabled: true, aliases: ['alias/iac-first'] });
    expect(again.iac).toEqual({
      ...iac,
      aliases: ['alias/iac-second'],
      existing: { keyId, arn: ref.arn.replace(ref.keyId, keyId) },
    });
  });

  it.each([
    { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
    { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC', multiRegion: true },
    { origin: 'EXTERNAL' },
  ] satisfies Partial<NewKey>[])('keeps its kind: %j', async (kind) => {
    const { iac } = await readIacKey(ports.keys, await newKey(kind), signal);
    expect(iac).toMatchObject(kind);
    expect(iac).not.toHaveProperty('unread');
  });

  it('names what may not be read, and never takes it for nothing', async () => {
    const denied = new KmsError('denied', 'No.', { operation: 'ListResourceTags' });
    const keys = { ...ports.keys, listTags: () => Promise.reject(denied) };
    const { iac } = await readIacKey(keys, await newKey(), signal);
    expect(iac.unread).toEqual([
      expect.stringMatching(/^Could not read the tags, which are missing here: .*ListResourceTags/),
    ]);
  });

  it('is not read without its policy', async () => {
    const keys = { ...ports.keys, getPolicy: () => Promise.reject(new KmsError('denied', 'No.')) };
    await expect(readIacKey(keys, await newKey(), signal)).rejects.toThrow(KmsError);
  });
});

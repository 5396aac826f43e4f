import {
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  ListAliasesCommand,
  ListResourceTagsCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import type { CreateKeyCommandInput, KMSClient } from '@aws-sdk/client-kms';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, testSandbox } from './server';
import type { TestSandbox } from './server';

let sandbox: TestSandbox;
let kms: KMSClient;
beforeAll(async () => {
  sandbox = await testSandbox();
  kms = sandbox.kms();
});
afterAll(async () => {
  expect(sandbox.internalErrors).toEqual([]);
  await sandbox.dispose();
});

async function newKey(input: CreateKeyCommandInput = {}): Promise<string> {
  return (await kms.send(new CreateKeyCommand(input))).KeyMetadata?.KeyId ?? '';
}
const newName = () => `alias/${randomUUID()}`;

describe('aliases', () => {
  it('point to a key, then to another, then to none', async () => {
    const [first, second, AliasName] = [await newKey(), await newKey(), newName()];
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: first }));
    const target = async () =>
      (await kms.send(new DescribeKeyCommand({ KeyId: AliasName }))).KeyMetadata?.KeyId;
    expect(await target()).toBe(first);
    await kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: second }));
    expect(await target()).toBe(second);
    await kms.send(new DeleteAliasCommand({ AliasName }));
    const error = await errorOf(target());
    expect(error.message).toBe(`Alias arn:aws:kms:us-east-1:111122223333:${AliasName} is not found.`);
  });

  it.each<[string, string, string, string | RegExp]>([
    [
      'without the prefix',
      'payments',
      'ValidationException',
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    ],
    ['that are AWS’s own', 'alias/aws/mine', 'NotAuthorizedException', /./],
    [
      'with characters that aliases cannot have',
      'alias/what?',
      'ValidationException',
      "1 validation error detected: Value 'alias/what?' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$",
    ],
    ['that are too long', `alias/${'x'.repeat(251)}`, 'ValidationException', /less than or equal to 256$/],
    [
      'that are taken',
      'alias/payments',
      'AlreadyExistsException',
      'An alias with the name arn:aws:kms:us-east-1:111122223333:alias/payments already exists',
    ],
  ])('refuses names %s', async (_, AliasName, code, text) => {
    const error = await errorOf(kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: await newKey() })));
    expect(error.name).toBe(code);
    if (typeof text === 'string') expect(error.message).toBe(text);
    else expect(error.message).toMatch(text);
  });

  it('do not point to aliases, nor to a key that goes', async () => {
    const toAlias = await errorOf(
      kms.send(new CreateAliasCommand({ AliasName: newName(), TargetKeyId: 'alias/payments' })),
    );
    expect(toAlias.message).toBe('Aliases must refer to keys. Not aliases');
    const TargetKeyId = await newKey();
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: TargetKeyId }));
    const toGoing = await errorOf(kms.send(new CreateAliasCommand({ AliasName: newName(), TargetKeyId })));
    expect(toGoing.name).toBe('KMSInvalidStateException');
  });

  it('do not change to a key of another usage', async () => {
    const AliasName = newName();
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: await newKey() }));
    const TargetKeyId = await newKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const error = await errorOf(kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId })));
    expect(error.name).toBe('ValidationException');
  });

  it('are at most fifty for a key', async () => {
    const TargetKeyId = await newKey();
    for (let index = 0; index < 50; index++)
      await kms.send(new CreateAliasCommand({ AliasName: newName(), TargetKeyId }));
    const error = await errorOf(kms.send(new CreateAliasCommand({ AliasName: newName(), TargetKeyId })));
    expect(error.name).toBe('LimitExceededException');
    const { Aliases: first, NextMarker: Marker } = await kms.send(
      new ListAliasesCommand({ KeyId: TargetKeyId, Limit: 30 }),
    );
    const { Aliases: second, Truncated } = await kms.send(
      new ListAliasesCommand({ KeyId: TargetKeyId, Limit: 30, Marker }),
    );
    expect([first?.length, second?.length, Truncated]).toEqual([30, 20, false]);
  });

  it('are listed with those of AWS that have no key yet', async () => {
    const { Aliases: all } = await kms.send(new ListAliasesCommand({ Limit: 100 }));
    const named = (name: string) => all?.find(({ AliasName }) => AliasName === name);
    expect(named('alias/payments')?.TargetKeyId).toBeDefined();
    expect(named('alias/aws/s3')?.TargetKeyId).toBeDefined();
    expect(named('alias/aws/sns')).toEqual({
      AliasName: 'alias/aws/sns',
      AliasArn: 'arn:aws:kms:us-east-1:111122223333:alias/aws/sns',
    });
  });
});

describe('tags', () => {
  it('are added, changed, removed and listed', async () => {
    const KeyId = await newKey({ Tags: [{ TagKey: 'team', TagValue: 'a' }] });
    await kms.send(
      new TagResourceCommand({
        KeyId,
        Tags: [
          { TagKey: 'team', TagValue: 'b' },
          { TagKey: 'cost', TagValue: '' },
        ],
      }),
    );
    await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['absent'] }));
    expect((await kms.send(new ListResourceTagsCommand({ KeyId }))).Tags).toEqual([
      { TagKey: 'cost', TagValue: '' },
      { TagKey: 'team', TagValue: 'b' },
    ]);
    await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['team'] }));
    const page = await kms.send(new ListResourceTagsCommand({ KeyId, Limit: 1 }));
    expect(page).toMatchObject({ Tags: [{ TagKey: 'cost', TagValue: '' }], Truncated: false });
  });

  it.each<[string, { TagKey: string; TagValue: string }[], string]>([
    [
      'twice the same key',
      [
        { TagKey: 'team', TagValue: 'a' },
        { TagKey: 'team', TagValue: 'b' },
      ],
      'Duplicate tag keys',
    ],
    ['a reserved key', [{ TagKey: 'aws:team', TagValue: 'a' }], 'Tags beginning with aws: are reserved'],
  ])('refuses %s', async (_, Tags, text) => {
    const error = await errorOf(kms.send(new TagResourceCommand({ KeyId: await newKey(), Tags })));
    expect([error.name, error.message]).toEqual(['TagException', text]);
  });

  it('are at most fifty, old and new together', async () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ TagKey: `key-${from + index}`, TagValue: 'x' }));
    const KeyId = await newKey({ Tags: many(0, 50) });
    const error = await errorOf(kms.send(new TagResourceCommand({ KeyId, Tags: many(50, 1) })));
    expect([error.name, error.message]).toEqual(['TagException', 'Too many tags']);
    await kms.send(new TagResourceCommand({ KeyId, Tags: many(0, 1) }));
  });
});

import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  ListAliasesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import type { KMSClient } from '@aws-sdk/client-kms';
import { randomUUID } from 'node:crypto';

/** What a sandbox acknowledged, and so must never lose. */
export class Acknowledged {
  readonly keys = new Map<string, { description: string; scheduled: boolean }>();
  readonly aliases = new Map<string, string>();

  get count(): number {
    return this.keys.size + this.aliases.size;
  }

  /** Makes a key and an alias for it; now and then describes it, or schedules its deletion. */
  async work(kms: KMSClient): Promise<void> {
    const { KeyMetadata: made } = await kms.send(new CreateKeyCommand({}));
    const KeyId = made?.KeyId ?? '';
    const key = { description: '', scheduled: false };
    this.keys.set(KeyId, key);
    const AliasName = `alias/${randomUUID()}`;
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
    this.aliases.set(AliasName, KeyId);
    if (this.keys.size % 3 === 0) {
      await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: AliasName }));
      key.description = AliasName;
    }
    if (this.keys.size % 5 > 0) return;
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
    key.scheduled = true;
  }

  /** What is missing or not as it was acknowledged. */
  async missing(kms: KMSClient): Promise<string[]> {
    const [keys, targets] = [await allKeys(kms), await allAliases(kms)];
    const wrong = [...this.aliases].filter(([name, id]) => targets.get(name) !== id).map(([name]) => name);
    for (const [KeyId, { description, scheduled }] of this.keys) {
      if (!keys.has(KeyId)) wrong.push(KeyId);
      else if (description !== '' || scheduled) {
        const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId }));
        if (description !== '' && key?.Description !== description) wrong.push(`${KeyId}: its description`);
        if (scheduled && key?.KeyState !== 'PendingDeletion') wrong.push(`${KeyId}: its deletion`);
      }
    }
    return wrong;
  }
}

async function allKeys(kms: KMSClient): Promise<Set<string>> {
  const found = new Set<string>();
  let Marker: string | undefined;
  do {
    const page = await kms.send(new ListKeysCommand({ Limit: 1000, Marker }));
    for (const { KeyId = '' } of page.Keys ?? []) found.add(KeyId);
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  return found;
}

async function allAliases(kms: KMSClient): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let Marker: string | undefined;
  do {
    const page = await kms.send(new ListAliasesCommand({ Limit: 100, Marker }));
    for (const { AliasName = '', TargetKeyId = '' } of page.Aliases ?? []) found.set(AliasName, TargetKeyId);
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  return found;
}

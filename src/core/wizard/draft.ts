import type { KeyDraft } from '../../generated/key-draft';
import isKeyDraft from '../../generated/key-draft.validate';
import type { Place } from '../ports';

export type { KeyDraft };

/** Where a key is to be made, and as whom: what choices and checks depend on. */
export interface DraftPlace extends Place {
  accountId: string;
  partition: string;
  /** ARN of the identity that will make the key. */
  callerArn: string;
}

/** The console's defaults: a symmetric key of KMS, one Region, administrators may delete it. */
export function newDraft(): KeyDraft {
  return {
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    importRisksAccepted: false,
    customKeyStoreId: '',
    xksKeyId: '',
    alias: '',
    description: '',
    tags: [],
    administrators: [],
    administratorsMayDelete: true,
    users: [],
    otherAccounts: [],
    bypassLockoutCheck: false,
  };
}

/** The value where it is a draft; anything kept by another version or sent by mistake is none. */
export function readDraft(value: unknown): KeyDraft | undefined {
  return isKeyDraft(value) ? value : undefined;
}

/** The alias with its prefix, however it was typed; undefined where there is none. */
export function aliasName(draft: KeyDraft): string | undefined {
  const typed = draft.alias.trim();
  if (typed === '' || typed === 'alias/') return undefined;
  return typed.startsWith('alias/') ? typed : `alias/${typed}`;
}

/** Whether a person has put anything into the draft that would be missed. */
export function isUntouched(draft: KeyDraft): boolean {
  return JSON.stringify(draft) === JSON.stringify(newDraft());
}

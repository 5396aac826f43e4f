import type { StatementWords } from '../access/statementWords';
import type { PickingId } from '../commands/table';
import type { ConsoleForm } from '../policy/editConsolePolicy';
import type { Tag } from '../keys/model';

/** What the key page shows, as plain values: the page draws them and knows no fact of KMS. */

/** A value with its name. */
export interface Field {
  label: string;
  value: string;
  /** The exact form of a shortened value: the time of "3 days ago". */
  exact?: string;
  /** What the value does not say. */
  note?: string;
  /** An identifier: in the editor font, with a button that copies it. */
  copy?: true;
}

/** A command of the Actions menu; one that does not suit the key says why. */
export interface ActionItem {
  id: PickingId;
  title: string;
  /** Absent where it can be done. */
  why?: string;
}

/** Something about the key that changes what it is good for, with what helps. */
export interface Banner {
  severity: 'info' | 'warning' | 'error';
  text: string;
  action?: { id: PickingId; title: string };
}

/** What DescribeKey tells. */
export interface KeyFacts {
  state: string;
  /** "Symmetric · Encrypt and decrypt" */
  kind: string;
  banners: Banner[];
  general: Field[];
  description: { text: string; /** Why it cannot be changed; absent where it can. */ why?: string };
  configuration: Field[];
}

export interface TagsFacts {
  tags: Tag[];
  /** Why they cannot be changed; absent where they can. */
  why?: string;
}

export interface RotationFacts {
  automatic: string;
  onDemand: string;
  past: { kind: string; when: string; exact: string; material: string; state: string }[];
}

export interface AliasFacts {
  name: string;
  arn: string;
  created: string;
}

export interface PolicyFacts {
  text: string;
  /** Each statement in plain English. */
  words: StatementWords[];
  /** What the console's form shows of it; absent where the policy has another shape. */
  form?: ConsoleForm;
  /** Whose ARNs the form takes. */
  account: { accountId: string; partition: string };
  /** Why it cannot be changed; absent where it can. */
  why?: string;
  findings: { severity: 'error' | 'warning' | 'info'; text: string; line: number }[];
}

/** One of the keys that share a key id, with what is set in its Region alone. */
export interface RegionFacts {
  region: string;
  arn: string;
  role: 'Primary' | 'Replica';
  isThis: boolean;
  /** Absent where the Region could not be read; then `unread` says why. */
  own?: { label: string; value: string; differs: boolean }[];
  unread?: string;
}

export interface PublicKeyFacts {
  forms: { title: string; detail: string; text?: string; why?: string }[];
}

/** One call on the key. */
export interface CallFacts {
  id: string;
  when: string;
  exact: string;
  operation: string;
  outcome: 'done' | 'refused' | 'failed';
  /** "Failed: KMSInvalidStateException" */
  outcomeText: string;
  /** The error's own words; empty where there are none. */
  message: string;
  who: { name: string; arn?: string };
  /** "through s3.amazonaws.com"; empty where nobody stands between. */
  via: string;
  /** The pairs of the encryption context, each in words. */
  context: string[];
}

/** What CloudTrail tells of a key, and what it cannot. */
export interface ActivityFacts {
  calls: CallFacts[];
  /** How far back the calls go. */
  covered: string;
  /** What was searched for refused calls, and what came of it: never just "none". */
  refusals: string;
  /** Why the search ended early; absent where it did not. */
  problem?: string;
  /** What is on its way, in words. */
  working?: string;
  /** Older calls can be asked for. */
  more: boolean;
  /** What nobody can see here. */
  unseen: readonly string[];
}

/** Everything that is read by itself, with what it becomes. */
export interface PartValues {
  key: KeyFacts;
  lastUse: Field;
  policy: PolicyFacts;
  publicKey: PublicKeyFacts;
  tags: TagsFacts;
  rotation: RotationFacts;
  aliases: AliasFacts[];
  regions: RegionFacts[];
}

export type Part = keyof PartValues;

/** What each part is called: "Could not read the grants". */
export const partNames: Readonly<Record<Part, string>> = {
  key: 'the key',
  lastUse: 'the last use',
  policy: 'the key policy',
  publicKey: 'the public key',
  tags: 'the tags',
  rotation: 'the rotations',
  aliases: 'the aliases',
  regions: 'the key in other Regions',
};

/** A part is being read, is there, or could not be read, which is not the same as empty. */
export type PartState<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T; /** It is being read again. */ refreshing?: true }
  | {
      status: 'failed';
      text: string;
      /** Nobody may see it, which is no fault of anything. */ denied?: true;
      /** What was read before. */ value?: T;
    };

/** Each tab with its title and the parts that it shows, in the order of the page. */
export const keyTabs = {
  general: { title: 'General', parts: ['key', 'lastUse'] },
  policy: { title: 'Policy', parts: ['policy'] },
  // Another session serves it.
  access: { title: 'Access', parts: [] },
  configuration: { title: 'Configuration', parts: ['key', 'publicKey'] },
  tags: { title: 'Tags', parts: ['tags'] },
  rotation: { title: 'Rotation', parts: ['rotation'] },
  aliases: { title: 'Aliases', parts: ['aliases'] },
  /** Read page by page, by a session of their own. */
  grants: { title: 'Grants', parts: [] },
  regions: { title: 'Regions', parts: ['regions'] },
  // Read bit by bit, and not with the rest: CloudTrail takes two requests a second.
  activity: { title: 'Activity', parts: [] },
} as const satisfies Record<string, { title: string; parts: readonly Part[] }>;

export type KeyTab = keyof typeof keyTabs;

export const keyTabIds = Object.keys(keyTabs) as [KeyTab, ...KeyTab[]];

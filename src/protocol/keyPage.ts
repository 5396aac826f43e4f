import { rowCommandIds } from '../core/commands/suitable';
import type { PickingId } from '../core/commands/table';
import {
  keyTabIds,
  type ActionItem,
  type ActivityFacts,
  type KeyTab,
  type Part,
  type PartState,
  type PartValues,
} from '../core/keyPage/view';
import type { KeyRef, Tag } from '../core/keys/model';
import { isRecord } from '../core/json';
import type { ConsoleForm } from '../core/policy/editConsolePolicy';
import type { GrantMethods, GrantsView } from './grants';
import { isArrayOf, isBoolean, isObjectWith, isOneOf, isOptional, isString } from './shape';
import type { PageEdits } from './keyPageEdits';

/** The page of one key. */
export interface KeyPageView {
  ref: KeyRef;
  name: string;
  /** "Sandbox · 111122223333 · us-east-1" */
  place: string;
  production: boolean;
  tabs: KeyTab[];
  actions: ActionItem[];
  /** Parts that nobody has opened are absent. */
  parts: { [P in Part]?: PartState<PartValues[P]> };
  /** Absent until its tab is opened. */
  activity?: PartState<ActivityFacts>;
}

/** How the tags are to be: those that are set, new or with another value, and the names that go. */
export interface TagChange {
  set: Tag[];
  remove: string[];
}

/** How the console's form of the policy is to be. */
export interface FormChange {
  form: ConsoleForm;
  /** The policy that the page showed. */
  base: string;
}

/** Requests of the page. */
export interface KeyPageMethods extends GrantMethods {
  /** The page is there, perhaps made again, and shows this tab. */
  start: {
    in: KeyTab;
    out: { view: KeyPageView; /** What was not saved the last time. */ edits: PageEdits };
  };
  /** A tab is opened: what it shows is read where it is not known yet. */
  open: { in: KeyTab; out: undefined };
  /** Reads everything that is shown again. */
  reload: { in: undefined; out: undefined };
  /** Runs a command of the Actions menu, of a banner or a tab; with an alias, on that alias. */
  run: { in: { id: PageCommandId; alias?: string | undefined }; out: undefined };
  /** What is not saved yet, after each change of it. */
  edit: { in: PageEdits; out: undefined };
  setDescription: { in: string; out: undefined };
  setTags: { in: TagChange; out: undefined };
  /** Reads the newest calls again, goes on with older ones, or stops reading. */
  readActivity: { in: ActivityWish; out: undefined };
  /** Answers whether it is saved: a person may decide against it when asked. */
  setPolicyForm: { in: FormChange; out: boolean };
}

export const isActivityWish = isOneOf('newest', 'older', 'stop');

export type ActivityWish = 'newest' | 'older' | 'stop';

/** What the host tells the page unasked. */
export interface KeyPageEvents {
  changed: KeyPageView;
  grantsChanged: GrantsView;
  /** A grant is to be made: the page shows the form. */
  newGrant: undefined;
}

/** Commands on one alias, which only the Aliases tab offers. */
export const aliasCommandIds = ['kms.alias.retarget', 'kms.alias.delete'] as const;

export type PageCommandId = PickingId | (typeof aliasCommandIds)[number];

export const isKeyTab = isOneOf(...keyTabIds);

export const isRun = isObjectWith<KeyPageMethods['run']['in']>({
  id: isOneOf<PageCommandId>(...rowCommandIds, ...aliasCommandIds),
  alias: isOptional(isString),
});

export const isTagChange = isObjectWith<TagChange>({
  set: isArrayOf(isObjectWith<Tag>({ key: isString, value: isString })),
  remove: isArrayOf(isString),
});

export const isFormChange = isObjectWith<FormChange>({
  form: isObjectWith<ConsoleForm>({
    administrators: isArrayOf(isString),
    mayDelete: isBoolean,
    users: isArrayOf(isString),
    accounts: isArrayOf(isString),
  }),
  base: isString,
});

/** What comes from the host, checked for the shape that the page relies on. */
export const isKeyPageView = (value: unknown): value is KeyPageView =>
  isRecord(value) &&
  isString(value['name']) &&
  isRecord(value['ref']) &&
  isArrayOf(isKeyTab)(value['tabs']) &&
  Array.isArray(value['actions']) &&
  isRecord(value['parts']);

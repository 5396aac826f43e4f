import type { GrantDraft } from '../core/grants/draft';
import type { Tag } from '../core/keys/model';
import { isGrantDraft } from './grants';
import { isArrayOf, isBoolean, isObjectWith, isOptional, isString } from './shape';
import type { Guard } from './shape';

/** A row in which something differs from what the key has. */
export interface EditedRow<V> {
  /** As the key has it; absent for a new row. */
  before?: V | undefined;
  now: V;
  removed: boolean;
}

/** What is typed into the page of a key and not saved yet. */
export interface PageEdits {
  /** As it is typed. */
  description?: string | undefined;
  tags?: EditedRow<Tag>[] | undefined;
  /** A grant that is being made. */
  grant?: GrantDraft | undefined;
  policy?: FormEdits | undefined;
}

/** The console's form of the policy, as it is typed. */
export interface FormEdits {
  administrators: EditedRow<string>[];
  users: EditedRow<string>[];
  accounts: EditedRow<string>[];
  /** Absent where it is not changed. */
  mayDelete?: boolean | undefined;
}

const isRowOf = <V>(isValue: Guard<V>): Guard<EditedRow<V>> =>
  isObjectWith<EditedRow<V>>({ before: isOptional(isValue), now: isValue, removed: isBoolean });

const isStringRows = isArrayOf(isRowOf(isString));

const isFormEdits = isObjectWith<FormEdits>({
  administrators: isStringRows,
  users: isStringRows,
  accounts: isStringRows,
  mayDelete: isOptional(isBoolean),
});

export const isPageEdits = isObjectWith<PageEdits>({
  description: isOptional(isString),
  tags: isOptional(isArrayOf(isRowOf(isObjectWith<Tag>({ key: isString, value: isString })))),
  grant: isOptional(isGrantDraft),
  policy: isOptional(isFormEdits),
});

/** Whether nothing waits to be saved. */
export function isUnedited(edits: PageEdits): boolean {
  return Object.values(edits).every((edit) => edit === undefined);
}

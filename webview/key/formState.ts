import { formLists, type FormList } from '../../src/core/keyPage/formProblems';
import type { ConsoleForm } from '../../src/core/policy/editConsolePolicy';
import type { FormEdits } from '../../src/protocol/keyPageEdits';
import {
  changesOf,
  isEdited,
  nextRows,
  noRows,
  type RowKind,
  type RowsEvent,
  type RowsState,
} from '../ui/rowsState';
import { keptRows, rowsOf } from './keptRows';

/** The console's form of a policy while it is edited. */
export type FormState = Record<FormList, RowsState<string>> & {
  /** Absent where it is as the policy says. */
  mayDelete?: boolean;
};

export type FormEvent =
  /** What the policy says now. Edits stay. */
  | { kind: 'told'; form: ConsoleForm }
  | { kind: 'rows'; list: FormList; event: RowsEvent<string> }
  | { kind: 'deletion'; mayDelete: boolean }
  | { kind: 'discarded' };

const entryRows: RowKind<string> = { keyOf: (entry) => entry, same: (a, b) => a === b };

export const noForm: FormState = { administrators: noRows, users: noRows, accounts: noRows };

export function nextForm(state: FormState, event: FormEvent): FormState {
  switch (event.kind) {
    case 'rows':
      return { ...state, [event.list]: nextRows(state[event.list], event.event, entryRows) };
    case 'deletion':
      return { ...state, mayDelete: event.mayDelete };
    case 'discarded':
      return eachList(withoutDeletion(state), () => ({ kind: 'discarded' }));
    case 'told': {
      const { form } = event;
      const rows = eachList(state, (list) => ({ kind: 'told', values: form[list] }));
      return rows.mayDelete === form.mayDelete ? withoutDeletion(rows) : rows;
    }
  }
}

function eachList(state: FormState, eventOf: (list: FormList) => RowsEvent<string>): FormState {
  return formLists.reduce(
    (form, list) => ({ ...form, [list]: nextRows(form[list], eventOf(list), entryRows) }),
    state,
  );
}

function withoutDeletion({ mayDelete: _, ...state }: FormState): FormState {
  return state;
}

export function isFormEdited(state: FormState): boolean {
  return state.mayDelete !== undefined || formLists.some((list) => isEdited(state[list], entryRows));
}

/** The entries that are to be added; fields in which nothing is typed are none. */
export function newEntries(rows: RowsState<string>): string[] {
  return changesOf(rows, entryRows).added.filter((entry) => entry.trim() !== '');
}

/** The form as it is to be saved; undefined where it says what the policy says. */
export function formChange(state: FormState, told: ConsoleForm): ConsoleForm | undefined {
  const entries = (list: FormList): string[] => [
    ...state[list].rows.flatMap(({ before, removed }) => (before === undefined || removed ? [] : [before])),
    ...newEntries(state[list]).map((entry) => entry.trim()),
  ];
  const isChanged =
    (state.mayDelete ?? told.mayDelete) !== told.mayDelete ||
    formLists.some(
      (list) => entries(list).length !== told[list].length || newEntries(state[list]).length > 0,
    );
  return isChanged
    ? {
        administrators: entries('administrators'),
        users: entries('users'),
        accounts: entries('accounts'),
        mayDelete: state.mayDelete ?? told.mayDelete,
      }
    : undefined;
}

/** What the host keeps of it; undefined where nothing is edited. */
export function formEdits(state: FormState): FormEdits | undefined {
  if (!isFormEdited(state)) return undefined;
  return {
    administrators: keptRows(state.administrators),
    users: keptRows(state.users),
    accounts: keptRows(state.accounts),
    ...(state.mayDelete !== undefined && { mayDelete: state.mayDelete }),
  };
}

export function formOf({ administrators, users, accounts, mayDelete }: FormEdits): FormState {
  return {
    ...{ administrators: rowsOf(administrators), users: rowsOf(users), accounts: rowsOf(accounts) },
    ...(mayDelete !== undefined && { mayDelete }),
  };
}

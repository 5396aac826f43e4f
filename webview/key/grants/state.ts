import { emptyDraft, type GrantDraft } from '../../../src/core/grants/draft';
import type { CreatedGrant, GrantsView } from '../../../src/protocol/grants';

/** What the Grants tab shows. */
export interface GrantsState {
  /** Absent until the host has answered. */
  view?: GrantsView;
  /** As it stands in the field. */
  filter: string;
  /** Absent while nobody makes a grant. */
  form?: GrantForm;
  /** The grant that was made last, with its token, until it is dismissed. */
  created?: CreatedGrant;
  /** Who could be a grantee. */
  suggestions: readonly string[];
}

export interface GrantForm {
  draft: GrantDraft;
  /** The person has asked for it once: what is wrong is shown. */
  tried: boolean;
  saving: boolean;
  /** Why the grant could not be made. */
  problem?: string;
}

export type GrantsEvent =
  | { kind: 'viewed'; view: GrantsView }
  | { kind: 'filtered'; filter: string }
  | { kind: 'form-opened'; /** What was typed before. */ draft?: GrantDraft }
  | { kind: 'form-closed' }
  | { kind: 'changed'; draft: Partial<GrantDraft> }
  | { kind: 'tried' }
  | { kind: 'saving' }
  | { kind: 'refused'; message: string }
  | { kind: 'created'; created: CreatedGrant }
  | { kind: 'dismissed' }
  | { kind: 'suggested'; suggestions: readonly string[] };

export const startGrants: GrantsState = { filter: '', suggestions: [] };

/** What is typed into the form and not made yet; an empty form holds nothing. */
export function keptDraft({ form }: GrantsState): { grant?: GrantDraft } {
  const isEmpty = form === undefined || JSON.stringify(form.draft) === JSON.stringify(emptyDraft);
  return isEmpty ? {} : { grant: form.draft };
}

export function nextGrants(state: GrantsState, event: GrantsEvent): GrantsState {
  switch (event.kind) {
    case 'viewed':
      // The host keeps the filter while the page is made again.
      return { ...state, view: event.view, ...(state.view ? {} : { filter: event.view.filter }) };
    case 'filtered':
      return { ...state, filter: event.filter };
    case 'form-opened':
      return state.form ? state : { ...state, form: formOf(event.draft ?? emptyDraft) };
    case 'form-closed':
      return withoutForm(state);
    case 'created':
      return { ...withoutForm(state), created: event.created };
    case 'dismissed': {
      const { created: _, ...rest } = state;
      return rest;
    }
    case 'suggested':
      return { ...state, suggestions: event.suggestions };
    default:
      return state.form ? { ...state, form: nextForm(state.form, event) } : state;
  }
}

type FormEvent = Extract<GrantsEvent, { kind: 'changed' | 'tried' | 'saving' | 'refused' }>;

function nextForm(form: GrantForm, event: FormEvent): GrantForm {
  const { problem: _, ...kept } = form;
  switch (event.kind) {
    case 'changed':
      return { ...kept, draft: { ...form.draft, ...event.draft } };
    case 'tried':
      return { ...form, tried: true };
    case 'saving':
      return { ...kept, saving: true };
    case 'refused':
      return { ...form, saving: false, problem: event.message };
  }
}

function formOf(draft: GrantDraft): GrantForm {
  return { draft, tried: false, saving: false };
}

function withoutForm({ form: _, ...state }: GrantsState): GrantsState {
  return state;
}

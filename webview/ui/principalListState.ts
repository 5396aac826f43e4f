import { principalShape } from '../../src/core/policy/rules/parts/principalShape';

/** One user or role that can be chosen. */
export interface PrincipalOption {
  value: string;
  name: string;
  /** "User" or "Role". */
  kind: string;
  path: string;
}

/** What is known of the account's users and roles. */
export interface PrincipalSource {
  options: readonly PrincipalOption[];
  /** Under way, or why they could not be listed. */
  loading: boolean;
  failure?: string;
}

export interface PrincipalListState {
  source: PrincipalSource;
  chosen: readonly string[];
  /** As it stands in the filter, spaces included. */
  typed: string;
}

export type PrincipalListEvent =
  | { kind: 'known'; source: PrincipalSource; chosen: readonly string[] }
  | { kind: 'typed'; text: string }
  | { kind: 'cleared' };

export const emptyPrincipalList: PrincipalListState = {
  source: { options: [], loading: true },
  chosen: [],
  typed: '',
};

/** The list after an event; the same value where nothing has changed. */
export function nextPrincipalList(state: PrincipalListState, event: PrincipalListEvent): PrincipalListState {
  switch (event.kind) {
    case 'known':
      return isKnown(state, event) ? state : { ...state, source: event.source, chosen: event.chosen };
    case 'typed':
      return { ...state, typed: event.text };
    case 'cleared':
      return { ...state, typed: '' };
  }
}

function isKnown({ source, chosen }: PrincipalListState, next: { source: PrincipalSource; chosen: unknown }) {
  return (
    next.chosen === chosen &&
    next.source.options === source.options &&
    next.source.loading === source.loading &&
    next.source.failure === source.failure
  );
}

/** Every typed word must occur in the kind, the name or the path; a whole ARN finds its own row. */
export function matching({ source, typed }: PrincipalListState): readonly PrincipalOption[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return source.options;
  return source.options.filter((option) => {
    const text = `${option.kind} ${option.value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The typed ARN, where it can be added: an account may not let us list its users and roles. */
export function addable({ typed, chosen }: PrincipalListState): string | undefined {
  const arn = arnOf(typed);
  return arn !== undefined && !chosen.includes(arn) ? arn : undefined;
}

/** Whom an ARN can be of: groups are no principals. */
const kinds: readonly string[] = ['account', 'user', 'role', 'session', 'federated-user'];

/** What was typed, where it is the ARN of a principal. */
export function arnOf(typed: string): string | undefined {
  const text = typed.trim();
  return text.startsWith('arn:') && kinds.includes(principalShape(text).kind) ? text : undefined;
}

/** Rows drawn at once: an account may have 5,000 roles; the filter finds the rest. */
export const shownRows = 100;

const malformed =
  'This is not the ARN of a user, role or session, such as arn:aws:iam::111122223333:role/NAME.';

/** The sentence below the list. */
export function statusOf(state: PrincipalListState): string {
  const { source, typed } = state;
  const { options, loading, failure } = source;
  const isMalformed = typed.trim().startsWith('arn:') && arnOf(typed) === undefined;
  if (isMalformed && matching(state).length === 0) return malformed;
  if (loading) return 'Loading users and roles…';
  if (failure !== undefined) return `${failure} You can still paste an ARN and press Enter. `;
  if (options.length === 0) return 'This account has no users and roles. Paste an ARN to name others.';
  const found = matching(state).length;
  if (found === 0) return 'No user or role matches. Paste a whole ARN to name one that is not listed.';
  if (found > shownRows)
    return `The first ${shownRows} of ${found.toLocaleString('en')} are shown. Type to narrow the list.`;
  return typed.trim() === '' ? '' : `${found} of ${options.length.toLocaleString('en')} match.`;
}

/** What the empty filter says of itself. */
export function placeholderOf({ options, loading, failure }: PrincipalSource): string {
  if (loading || failure !== undefined || options.length === 0) return 'Paste an ARN…';
  return `Filter ${options.length.toLocaleString('en')} users and roles, or paste an ARN…`;
}

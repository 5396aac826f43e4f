/** What was copied last, for the buttons of a page to confirm in place. */
export type CopyState = { what: string; copied: boolean; attempt: object } | undefined;

export type CopyEvent =
  /** `what` completes "Copy …" and is unique in the page; `attempt` tells this click from others on the same button. */
  | { kind: 'tried'; what: string; copied: boolean; attempt: object }
  /** The confirmation has been there long enough. */
  | { kind: 'faded'; attempt: object };

/** A confirmation fades unless another has taken its place. */
export function nextCopy(state: CopyState, event: CopyEvent): CopyState {
  if (event.kind === 'faded') return event.attempt === state?.attempt ? undefined : state;
  const { what, copied, attempt } = event;
  return { what, copied, attempt };
}

/** What the button of `what` has to say. */
export function copyWords(state: CopyState, what: string): string {
  if (state?.what !== what) return `Copy ${what}`;
  return state.copied ? `Copied ${what}` : `Could not copy ${what}`;
}

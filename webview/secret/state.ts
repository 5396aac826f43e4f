import type { SecretView } from '../../src/protocol/secret';

/** All that the page shows. Nothing of it is kept over a reload. */
export interface SecretState {
  view?: SecretView;
  /** The chosen form of each part. */
  forms: readonly number[];
}

export type SecretEvent =
  { kind: 'viewed'; view: SecretView } | { kind: 'chosen'; part: number; form: number };

export function nextSecret(state: SecretState, event: SecretEvent): SecretState {
  if (event.kind === 'viewed') return { view: event.view, forms: event.view.parts.map(() => 0) };
  return { ...state, forms: state.forms.map((form, part) => (part === event.part ? event.form : form)) };
}

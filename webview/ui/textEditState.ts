/** One text that is edited where it stands. */
export interface TextEditState {
  /** As the host has it. */
  value: string;
  /** Absent while it is only read. */
  edit?: { typed: string; saving: boolean; problem?: string };
  /** The person has come back from editing: so does the focus. */
  returned: boolean;
}

export type TextEditEvent =
  /** The host tells the text, perhaps changed elsewhere. */
  | { kind: 'told'; value: string }
  | { kind: 'opened' }
  | { kind: 'typed'; text: string }
  | { kind: 'cancelled' }
  | { kind: 'saving' }
  | { kind: 'saved'; value: string }
  | { kind: 'failed'; message: string };

export function startTextEdit(value: string): TextEditState {
  return { value, returned: false };
}

/** The text after an event. What is typed is lost only where the person cancels. */
export function nextTextEdit(state: TextEditState, event: TextEditEvent): TextEditState {
  const { value, edit } = state;
  switch (event.kind) {
    case 'told':
      return event.value === value ? state : { ...state, value: event.value };
    case 'opened':
      return edit ? state : { value, returned: false, edit: { typed: value, saving: false } };
    case 'saved':
      return { value: event.value, returned: edit !== undefined };
    default:
      return edit ? nextEdit(state, edit, event) : state;
  }
}

type Edit = NonNullable<TextEditState['edit']>;

function nextEdit(
  state: TextEditState,
  edit: Edit,
  event: Extract<TextEditEvent, { kind: 'typed' | 'cancelled' | 'saving' | 'failed' }>,
): TextEditState {
  const { typed, saving } = edit;
  switch (event.kind) {
    case 'typed':
      return saving ? state : { ...state, edit: { typed: event.text, saving: false } };
    case 'cancelled':
      // What is on its way cannot be called back: its answer will close the editor.
      return saving ? state : { value: state.value, returned: true };
    case 'saving':
      return { ...state, edit: { typed, saving: true } };
    case 'failed':
      return { ...state, edit: { typed, saving: false, problem: event.message } };
  }
}

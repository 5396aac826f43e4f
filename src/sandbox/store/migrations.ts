import type { SandboxState } from '../../generated/sandbox-state';
import validate from '../../generated/sandbox-state.validate';

/** Of the state's format. A change that old files do not fit adds one, and a step to `steps`. */
export const STATE_VERSION = 2;

/** What turns a state of the version that is the key into one of the next version. */
const steps: Readonly<Record<number, (state: Record<string, unknown>) => Record<string, unknown>>> = {
  // Version 0.1.0 wrote no checksum.
  1: (state) => ({ ...state, version: 2 }),
};

/** A state as this program writes it, from one of any older version. Throws where it is none, or newer. */
export function currentState(content: unknown): SandboxState {
  const state = migrated(content);
  if (validate(state)) return state;
  const first = validate.errors?.[0];
  throw new Error(`${first?.instancePath || 'it'} ${first?.message ?? 'does not fit the schema'}`);
}

function migrated(content: unknown): unknown {
  if (typeof content !== 'object' || content === null) return content;
  let state = content as Record<string, unknown>;
  for (;;) {
    const version = state['version'];
    if (typeof version !== 'number' || version === STATE_VERSION) return state;
    const step = steps[version];
    if (!step)
      throw new Error(`version ${version} is not known to this program, which writes ${STATE_VERSION}`);
    state = step(state);
  }
}

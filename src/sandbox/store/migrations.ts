/** Of the state's format. A change that old files do not fit adds one, and a step to `steps`. */
export const STATE_VERSION = 1;

/** What turns a state of the version that is the key into one of the next version. */
const steps: Readonly<Record<number, (state: Record<string, unknown>) => Record<string, unknown>>> = {};

/** Brings a state of an older version up to now. Throws for one that a newer program wrote. */
export function migrate(content: unknown): unknown {
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

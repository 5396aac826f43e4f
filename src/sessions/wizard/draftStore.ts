import type { Place } from '../../core/ports';
import { readDraft, type KeyDraft } from '../../core/wizard/draft';
import type { Run } from '../../core/wizard/run';
import { isStepId, type StepId } from '../../core/wizard/steps';
import { isNumber, isObjectWith, isOptional, isString } from '../../protocol/shape';
import { isRun } from '../../protocol/wizard';

/** A draft as it is kept across sessions. */
export interface SavedDraft {
  place: Place;
  step: StepId;
  draft: KeyDraft;
  /** Milliseconds since 1970, UTC. */
  saved: number;
  /** Where a key has been made but not everything that belongs to it. */
  run?: Run;
}

/** What we need of `vscode.Memento`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Drafts by place: one for each region of each connection. */
export interface DraftStore {
  load(place: Place): SavedDraft | undefined;
  save(saved: SavedDraft): void;
  forget(place: Place): void;
  /** The place of the draft that was changed last. */
  latest(): SavedDraft | undefined;
}

const memoryKey = 'kms.wizard.drafts';

const isPlace = isObjectWith<Place>({ connection: isString, region: isString });
const hasOuterShape = isObjectWith<SavedDraft>({
  place: isPlace,
  step: isStepId,
  draft: (value): value is KeyDraft => readDraft(value) !== undefined,
  saved: isNumber,
  run: isOptional(isRun),
});

export function draftStore(memory: Memory): DraftStore {
  const drafts = new Map<string, SavedDraft>();
  const kept = memory.get(memoryKey);
  // What another version has kept in a shape of its own is left out rather than misread.
  for (const saved of Array.isArray(kept) ? kept.filter(hasOuterShape) : []) {
    drafts.set(keyOf(saved.place), saved);
  }
  const write = () => void memory.update(memoryKey, [...drafts.values()]);
  return {
    load: (place) => drafts.get(keyOf(place)),
    save(saved) {
      drafts.set(keyOf(saved.place), saved);
      write();
    },
    forget(place) {
      if (drafts.delete(keyOf(place))) write();
    },
    latest: () => [...drafts.values()].sort((one, other) => other.saved - one.saved)[0],
  };
}

function keyOf({ connection, region }: Place): string {
  return JSON.stringify([connection, region]);
}

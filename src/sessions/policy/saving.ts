import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import { reviewSave, type SaveReview } from '../../core/policy/file/review';
import { parsePolicy } from '../../core/policy/parse';
import type { Known } from '../../core/policy/known';
import type { SentPolicy } from '../../core/policy/sent';
import type { KeyPort } from '../../core/ports';

/** A text that is to become the policy of a key. */
export interface PolicySave {
  ref: KeyRef;
  text: string;
  /** The policy that the person set out from; absent where a file comes from elsewhere. */
  base?: string;
  /** What is known of the key and its account, for the checks. */
  known: Known;
}

/** What a person is asked before a policy is put. The first choice is the one that Enter takes. */
export type SaveQuestion =
  /** KMS can only refuse the text: there is nothing to choose but to look. */
  | { kind: 'refused'; choices: readonly ['show']; problems: readonly string[]; changes: readonly [] }
  | {
      kind: 'confirm';
      choices: readonly ['save', 'show'] | readonly ['show', 'save'];
      problems: readonly string[];
      changes: readonly string[];
    }
  /** Somebody else changed the policy since it was opened. */
  | {
      kind: 'conflict';
      choices: readonly ['compare', 'theirs', 'overwrite'];
      problems: readonly string[];
      changes: readonly string[];
    }
  /** KMS refuses the policy because its author could not change it again. */
  | { kind: 'lockout'; choices: readonly ['back', 'bypass'] };

export type SaveAnswer = SaveQuestion['choices'][number];

/** What two texts a person wants to see side by side. */
export type SaveComparison =
  { kind: 'mine'; server: string } | { kind: 'theirs'; base: string; server: string };

export interface SavingPorts {
  keys: Pick<KeyPort, 'getPolicy' | 'putPolicy'>;
  /** Every save is to be confirmed, not only those with problems. */
  alwaysConfirm(): boolean;
  /** Asks the person; undefined where the question was dismissed. */
  ask(question: SaveQuestion): Promise<SaveAnswer | undefined>;
  /** Throws where the change may not be made on this connection. */
  allow(): Promise<void>;
  show(comparison: SaveComparison): Promise<void>;
  /** The person goes on from what the server has now: the next save is measured against it. */
  accept(server: string): void;
  /** A version of the policy that was found on the key, or put there. */
  note(text: string, origin: 'changed-elsewhere' | 'saved'): void;
}

/** How a save ended. Where nothing was saved, `why` says what the person decided. */
export type SaveOutcome =
  | { kind: 'unchanged'; server: string }
  /** `minified`: it was laid out larger than KMS takes, and went without its white space. */
  | { kind: 'saved'; server: string; minified: boolean }
  | { kind: 'not-saved'; why: 'declined' | 'looks-first' | 'takes-over' | 'changed-there' };

/**
 * Puts a policy to its key, never without having looked at what is there: the checks, the comparison with the
 * server, the person's word. Throws what KMS or the guard refuses.
 */
export async function savePolicy(save: PolicySave, ports: SavingPorts): Promise<SaveOutcome> {
  const server = await ports.keys.getPolicy(save.ref);
  const review = await reviewOf(save, server);
  if (review.kind === 'unchanged') return { kind: 'unchanged', server };
  const refusal = await decide(review, save, server, ports);
  if (refusal !== undefined) return { kind: 'not-saved', why: refusal };
  await ports.allow();
  const sent = await sentFor(save.text);
  if (!(await put(save.ref, sent.text, ports))) return { kind: 'not-saved', why: 'declined' };
  ports.note(server, 'changed-elsewhere');
  ports.note(save.text, 'saved');
  return { kind: 'saved', server: sent.text, minified: sent.minified };
}

/** The checks and the comparison are loaded when the first policy is saved, not at activation. */
async function reviewOf({ text, base, known }: PolicySave, server: string): Promise<SaveReview> {
  const [{ lintPolicy }, { differences }] = await Promise.all([
    import('../../core/policy/lint'),
    import('../../core/policy/compare'),
  ]);
  const findings = lintPolicy(parsePolicy(text), known);
  return reviewSave({ text, server, findings, differences, ...(base !== undefined && { base }) });
}

async function sentFor(text: string): Promise<SentPolicy> {
  const { sentPolicy } = await import('../../core/policy/sent');
  return sentPolicy(text);
}

type Refusal = Extract<SaveOutcome, { kind: 'not-saved' }>['why'];

/** Undefined where the policy may be put. */
async function decide(
  review: Exclude<SaveReview, { kind: 'unchanged' }>,
  save: PolicySave,
  server: string,
  ports: SavingPorts,
): Promise<Refusal | undefined> {
  if (review.kind === 'conflict') return settle(review, save, server, ports);
  if (review.kind === 'refused') {
    const { problems } = review;
    const answer = await ports.ask({ kind: 'refused', choices: ['show'], problems, changes: [] });
    return answer === 'show' ? look(server, ports) : 'declined';
  }
  const { problems, changes } = review;
  if (problems.length === 0 && !ports.alwaysConfirm()) return undefined;
  // Where something is wrong, looking at it comes first: Enter must not save it.
  const choices = problems.length > 0 ? (['show', 'save'] as const) : (['save', 'show'] as const);
  const answer = await ports.ask({ kind: 'confirm', choices, problems, changes });
  if (answer === 'save') return undefined;
  return answer === 'show' ? look(server, ports) : 'declined';
}

async function look(server: string, ports: SavingPorts): Promise<Refusal> {
  await ports.show({ kind: 'mine', server });
  return 'looks-first';
}

/** Somebody else changed the policy since it was opened: the person decides, with both sides at hand. */
async function settle(
  { problems, changesThere }: SaveReview & { kind: 'conflict' },
  { base = '' }: PolicySave,
  server: string,
  ports: SavingPorts,
): Promise<Refusal | undefined> {
  const choices = ['compare', 'theirs', 'overwrite'] as const;
  const answer = await ports.ask({ kind: 'conflict', choices, problems, changes: changesThere });
  if (answer === 'overwrite') return undefined;
  ports.note(server, 'changed-elsewhere');
  if (answer === 'theirs') await ports.show({ kind: 'theirs', base, server });
  if (answer !== 'compare') return 'changed-there';
  await ports.show({ kind: 'mine', server });
  // What is there has been looked at.
  ports.accept(server);
  return 'takes-over';
}

/** Whether it was put: whoever would lock themselves out may go back. */
async function put(ref: KeyRef, text: string, ports: SavingPorts): Promise<boolean> {
  try {
    await ports.keys.putPolicy(ref, text);
    return true;
  } catch (error) {
    if (!(error instanceof KmsError) || error.reason !== 'lockout') throw error;
    // The way back comes first: Enter must not lock anybody out.
    if ((await ports.ask({ kind: 'lockout', choices: ['back', 'bypass'] })) !== 'bypass') return false;
    await ports.keys.putPolicy(ref, text, { bypassLockoutCheck: true });
    return true;
  }
}

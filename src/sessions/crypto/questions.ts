import type { Doing, InputRow } from '../../core/crypto/doings';
import type { Target } from '../../core/crypto/draft';
import type { ContextPair } from '../../core/crypto/encryptionContext';
import type { ResultPart } from '../../core/crypto/outputForms';
import type { Field, Review } from '../../core/crypto/review';
import type { KeyRef } from '../../core/keys/model';
import type { Place } from '../../core/ports';
import type { Handed } from './handed';
import type { Outcome, Streamed } from './means';

/** One of several answers. */
export interface Choice {
  value: string;
  detail?: string;
}

/** An encryption context that is being edited, and what can be put in. */
export interface ContextQuestion {
  field: 'context' | 'fromContext';
  pairs: readonly ContextPair[];
  /** Pairs that the key was used with, or that its policy asks for; where the value is empty, it is to be typed. */
  proposed: readonly ContextPair[];
  /** Names whose values are remembered. */
  pinned: ReadonlySet<string>;
}

export type ContextAnswer =
  | { kind: 'add'; pairs: readonly ContextPair[] }
  | { kind: 'remove'; name: string }
  | { kind: 'pin' | 'unpin'; pair: ContextPair }
  | { kind: 'done' };

/** Which key: the one that does it, the one that a ciphertext was encrypted under, or a further one. */
export type KeyField = 'key' | 'from' | 'others';

/** What is asked of a person; undefined where the question was dismissed. */
export interface CryptoQuestions {
  /** What to decide next, `run` to do it, `rehearse` to ask whether it would be allowed. */
  review(review: Review): Promise<Field | 'run' | 'rehearse' | undefined>;
  handOver(row: InputRow): Promise<Handed | undefined>;
  chooseKey(doing: Doing, field: KeyField, lastUsed: readonly string[]): Promise<KeyRef | undefined>;
  choose(field: Field, choices: readonly Choice[], current: string): Promise<string | undefined>;
  choosePlace(places: readonly Place[]): Promise<Place | undefined>;
  context(question: ContextQuestion): Promise<ContextAnswer | undefined>;
  length(current: number): Promise<number | undefined>;
  grantTokens(current: readonly string[]): Promise<readonly string[] | undefined>;
  /** Whether a secret may go where it is kept or seen by others. */
  confirmSecret(target: Exclude<Target, 'view'>): Promise<boolean>;
}

/** Where results go, and how a person learns of them. */
export interface CryptoOutputs {
  /** Shows what must not be written to disk. Owns the bytes from then on. */
  view(title: string, made: Extract<Outcome, { kind: 'made' }>): Promise<void>;
  document(text: string): Promise<void>;
  clipboard(text: string, secret: boolean): Promise<void>;
  /** Asks where to; false where nothing was written. */
  file(suggested: string, part: ResultPart): Promise<boolean>;
  /** Asks where to, and writes it there under a visible progress once all of it has come: whole, or not at all. */
  stream(suggested: string, stream: Streamed): Promise<boolean>;
  /** Says that it is done. */
  done(text: string): void;
  verdict(verdict: Extract<Outcome, { kind: 'verdict' }>): void;
  /** KMS would do it. */
  allowed(title: string): void;
  /** The text could not be put back in its place. */
  moved(): void;
}

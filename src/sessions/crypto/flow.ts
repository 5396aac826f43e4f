import type { Doing } from '../../core/crypto/doings';
import { doings, verdictOnUse } from '../../core/crypto/doings';
import { newDraft, withFrom, withInput, withKey, type ChosenKey } from '../../core/crypto/draft';
import { firstProblem, reviewOf, type Field } from '../../core/crypto/review';
import { KmsError } from '../../core/errors';
import type { Key, KeyRef } from '../../core/keys/model';
import type { KeyPort, Place } from '../../core/ports';
import { changed, type Changing } from './changes';
import { deliver } from './deliver';
import type { Handed } from './handed';
import type { CryptoPorts, HandedDraft, Outcome } from './means';
import type { CryptoMemory } from './memory';
import { perform, rehearse } from './perform';
import type { CryptoOutputs, CryptoQuestions } from './questions';

export interface FlowPorts extends Omit<CryptoPorts, 'keys'> {
  keys: Pick<KeyPort, 'publicKey' | 'getPolicy'>;
  questions: CryptoQuestions;
  outputs: CryptoOutputs;
  memory: CryptoMemory;
  describe(ref: KeyRef): Promise<Key>;
  /** Places of the open connections, the active one's first. */
  places(): readonly Place[];
  progress<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** What a flow starts from. */
export interface Start {
  doing: Doing;
  input?: Handed;
  key?: KeyRef;
  /** A public key in a file; its ports ask nobody. */
  publicKey?: ChosenKey;
}

/** A draft that failed, so that whoever tries again finds everything as it was. */
export class FailedDraft extends Error {
  constructor(
    readonly draft: HandedDraft,
    override readonly cause: unknown,
  ) {
    super('The draft could not be carried out.', { cause });
  }
}

/** Begins with what is at hand, and asks at once for what has to be there in any case. */
export async function begin(
  { doing, input, key, publicKey }: Start,
  ports: FlowPorts,
): Promise<HandedDraft | undefined> {
  const [place] = ports.places();
  let draft: HandedDraft = { ...newDraft(doing), ...(place && { place }) };
  if (input) draft = withInput(draft, input);
  if (key) draft = withKey(draft, await chosenKey(doing, key, ports));
  if (publicKey) draft = { ...withKey(draft, publicKey), offline: true };
  for (const field of ['input', 'second', 'key'] as const) {
    if (!isNeeded(field, draft)) continue;
    const next = await change(field, draft, ports);
    if (next === undefined) return undefined;
    draft = next;
  }
  return draft;
}

/** A symmetric ciphertext names its key, random bytes have none. */
function isNeeded(field: 'input' | 'second' | 'key', draft: HandedDraft): boolean {
  if (field === 'key')
    return draft.key === undefined && draft.doing !== 'decrypt' && draft.doing !== 'random';
  return doings[draft.doing][field] !== undefined && draft[field] === undefined;
}

/**
 * Shows what is decided until the person runs it or leaves, then carries it out. Answers whether it was.
 * @throws FailedDraft where that fails
 */
export async function carryOut(start: HandedDraft, ports: FlowPorts): Promise<boolean> {
  let draft = start;
  for (;;) {
    const review = reviewOf(draft);
    const answer = await ports.questions.review(review);
    if (answer === undefined) return false;
    if (answer === 'run' || answer === 'rehearse') {
      const open = firstProblem(review)?.field;
      if (open !== undefined) draft = (await change(open, draft, ports)) ?? draft;
      else if (answer === 'rehearse') await rehearsed(draft, ports);
      else if (await mayRun(draft, ports)) {
        await run(draft, ports);
        return true;
      }
    } else draft = (await change(answer, draft, ports)) ?? draft;
  }
}

async function rehearsed(draft: HandedDraft, ports: FlowPorts): Promise<void> {
  const { title } = doings[draft.doing];
  await failing(draft, () => ports.progress(title, (signal) => rehearse(draft, ports, signal)));
  ports.outputs.allowed(title);
}

/** Secrets stay in the view unless the person knows what it means that they do not. */
async function mayRun({ doing, target, withPlaintext }: HandedDraft, ports: FlowPorts): Promise<boolean> {
  const makesKeys = doing === 'dataKey' || doing === 'dataKeyPair';
  if (target === 'view' || !doings[doing].secret || (makesKeys && !withPlaintext)) return true;
  return ports.questions.confirmSecret(target);
}

async function run(draft: HandedDraft, ports: FlowPorts): Promise<void> {
  const { title } = doings[draft.doing];
  const outcome = await failing<Outcome>(draft, () =>
    ports.progress(title, (signal) => perform(draft, ports, signal)),
  );
  if (draft.key && !draft.offline) {
    await ports.memory.used(draft.key.key);
    await ports.memory.usedWith(draft.key.key, draft.context);
  }
  await failing(draft, () => deliver(draft, outcome, ports.outputs));
}

async function failing<T>(draft: HandedDraft, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FailedDraft(draft, error);
  }
}

/** The draft with another decision; undefined where the question was dismissed. */
async function change(field: Field, draft: HandedDraft, ports: FlowPorts): Promise<HandedDraft | undefined> {
  const { questions, memory } = ports;
  if (field === 'input' || field === 'second') {
    const row = doings[draft.doing][field];
    const given = row && (await questions.handOver(row));
    if (given === undefined) return undefined;
    return field === 'input' ? withInput(draft, given) : { ...draft, second: given };
  }
  if (field === 'key' || field === 'from') {
    const ref = await questions.chooseKey(draft.doing, field, memory.lastKeys());
    if (ref === undefined) return undefined;
    const chosen = await chosenKey(draft.doing, ref, ports);
    return field === 'key' ? withKey(draft, chosen) : withFrom(draft, chosen);
  }
  if (field === 'others') return changeOthers(draft, ports);
  const changing: Changing = { questions, memory, keys: ports.keys, places: () => ports.places() };
  return changed(field, draft, changing);
}

/** Adds a further key that can decrypt the message, or takes one out. */
async function changeOthers(draft: HandedDraft, ports: FlowPorts): Promise<HandedDraft | undefined> {
  const { questions, memory } = ports;
  const { others } = draft;
  const remove = others.map(({ key, name }) => ({ value: key.arn, detail: `Remove ${name}` }));
  const chosen = await questions.choose('others', [{ value: 'another' }, ...remove], '');
  if (chosen === undefined) return undefined;
  if (chosen !== 'another') return { ...draft, others: others.filter(({ key }) => key.arn !== chosen) };
  const ref = await questions.chooseKey('encrypt', 'others', memory.lastKeys());
  if (ref === undefined) return undefined;
  const isThere = [draft.key, ...others].some((one) => one?.key.arn === ref.arn);
  return isThere ? draft : { ...draft, others: [...others, await chosenKey('dataKey', ref, ports)] };
}

/** A key that can do it. Says why where it cannot. */
async function chosenKey(doing: Doing, ref: KeyRef, ports: FlowPorts): Promise<ChosenKey> {
  const key = await ports.describe(ref);
  const verdict = verdictOnUse(doing, key);
  if (!verdict.allowed) {
    const { why, remedy } = verdict;
    throw new KmsError('not-possible', why, { key: ref, ...(remedy && { remedy }) });
  }
  return { key, name: ports.nameOf(ref) };
}

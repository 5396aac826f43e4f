import { algorithmsFor } from '../../core/crypto/doings';
import type { Given } from '../../core/crypto/draft';
import { contextOf, proposedPairs, type ContextPair } from '../../core/crypto/encryptionContext';
import { isEnvelope, isStreamed, mustBeEnvelope } from '../../core/crypto/envelope';
import { count, messageBytes, plaintextLimit } from '../../core/crypto/limits';
import type { TextEncoding } from '../../core/crypto/outputForms';
import type { Field } from '../../core/crypto/review';
import { KmsError } from '../../core/errors';
import type { Key } from '../../core/keys/model';
import { keySpecs, specOf, type EncryptionAlgorithm, type KeySpec } from '../../core/kms/specs';
import type { KeyPort, Place } from '../../core/ports';
import type { HandedDraft } from './means';
import type { CryptoMemory } from './memory';
import type { Choice, CryptoQuestions } from './questions';

/** What the questions of single decisions need. */
export interface Changing {
  questions: CryptoQuestions;
  memory: CryptoMemory;
  keys: Pick<KeyPort, 'getPolicy'>;
  places(): readonly Place[];
}

type Decided = Exclude<Field, 'input' | 'second' | 'key' | 'from' | 'others'>;

/** Asks for one decision; undefined where the question was dismissed. */
export async function changed(
  field: Decided,
  draft: HandedDraft,
  changing: Changing,
): Promise<HandedDraft | undefined> {
  const { questions } = changing;
  switch (field) {
    case 'inputReading':
    case 'secondReading':
      return reading(field === 'inputReading' ? 'input' : 'second', draft, questions);
    case 'context':
    case 'fromContext':
      return editContext(field, draft, changing);
    case 'place': {
      const place = await questions.choosePlace(changing.places());
      return place && { ...draft, place };
    }
    case 'bytes': {
      const bytes = await questions.length(draft.bytes);
      return bytes === undefined ? undefined : { ...draft, bytes };
    }
    case 'grantTokens': {
      const grantTokens = await questions.grantTokens(draft.grantTokens);
      return grantTokens && { ...draft, grantTokens };
    }
    default: {
      const asked = options(field, draft);
      const value = await questions.choose(field, asked.choices, asked.current);
      return value === undefined ? undefined : { ...draft, ...asked.set(value) };
    }
  }
}

interface Options {
  choices: readonly Choice[];
  current: string;
  set(value: string): Partial<HandedDraft>;
}

type Listed = Exclude<
  Decided,
  'inputReading' | 'secondReading' | 'context' | 'fromContext' | 'place' | 'bytes' | 'grantTokens'
>;

function options(field: Listed, draft: HandedDraft): Options {
  const { algorithm = '', fromAlgorithm = '' } = draft;
  switch (field) {
    case 'algorithm':
      return {
        choices: algorithmChoices(draft.key?.key, draft),
        current: algorithm,
        set: (value) => ({ algorithm: value }),
      };
    case 'fromAlgorithm':
      return {
        choices: algorithmChoices(draft.from?.key, draft),
        current: fromAlgorithm,
        set: (value) => ({ fromAlgorithm: value }),
      };
    case 'format':
      return formatOptions(draft);
    case 'isDigest':
      return {
        choices: [
          { value: 'message', detail: 'It is hashed, here or by KMS, as the algorithm says' },
          { value: 'digest', detail: 'It was hashed before, and is signed as it is' },
        ],
        current: draft.isDigest ? 'digest' : 'message',
        set: (value) => ({ isDigest: value === 'digest' }),
      };
    case 'pairSpec': {
      const specs = keySpecs.filter((spec) => specOf(spec).dataKeyPair);
      const choices = specs.map((spec) => ({ value: spec, detail: specOf(spec).description }));
      return { choices, current: draft.pairSpec, set: (value) => ({ pairSpec: value as KeySpec }) };
    }
    case 'withPlaintext':
      return {
        choices: [
          { value: 'both', detail: 'To encrypt something now' },
          { value: 'encrypted', detail: 'To be decrypted later, by whoever may' },
        ],
        current: draft.withPlaintext ? 'both' : 'encrypted',
        set: (value) => ({ withPlaintext: value === 'both' }),
      };
    case 'target':
      return {
        choices: targetsOf(draft).map((value) => ({ value })),
        current: draft.target,
        set: (value) => ({ target: value as HandedDraft['target'] }),
      };
    case 'shape':
      return {
        choices: [
          { value: 'DER', detail: 'For OpenSSL, X.509 and the AWS SDKs' },
          { value: 'IEEE P1363', detail: 'r ‖ s at a fixed length, for JOSE, COSE and WebCrypto' },
        ],
        current: draft.shape,
        set: (value) => ({ shape: value as HandedDraft['shape'] }),
      };
    case 'encoding':
      return {
        choices: encodings(draft).map((value) => ({ value })),
        current: draft.encoding,
        set: (value) => ({ encoding: value as TextEncoding }),
      };
  }
}

/** A message that has to be one leaves no choice. */
function formatOptions(draft: HandedDraft): Options {
  const isMessage = isEnvelope(draft);
  const message = {
    value: 'sdkMessage',
    detail: 'Encrypted on this machine under a data key: any size, several keys, for the AWS Encryption SDK',
  };
  const ciphertext = {
    value: 'ciphertext',
    detail: `Encrypted by KMS, for its Decrypt operation: at most ${count(messageBytes)}`,
  };
  const isOpen = draft.doing === 'encrypt' && !mustBeEnvelope(draft);
  return {
    choices: isOpen ? [ciphertext, message] : [message],
    current: isMessage ? 'sdkMessage' : 'ciphertext',
    set: (value) => ({ format: value === 'ciphertext' ? 'ciphertext' : 'message' }),
  };
}

function algorithmChoices(key: Key | undefined, { doing }: HandedDraft): Choice[] {
  if (key === undefined) return [];
  return algorithmsFor(doing, key).map((value) => {
    const limit = plaintextLimit(key.spec, value as EncryptionAlgorithm);
    return limit === undefined ? { value } : { value, detail: `At most ${count(limit)}` };
  });
}

function targetsOf(draft: HandedDraft): HandedDraft['target'][] {
  const { input } = draft;
  if (isStreamed(draft)) return ['file'];
  const replaces = input?.replace !== undefined;
  return ['view', ...(replaces ? (['replace'] as const) : []), 'document', 'file', 'clipboard'];
}

function encodings({ doing }: HandedDraft): TextEncoding[] {
  return doing === 'decrypt' ? ['text', 'base64', 'base64url', 'hex'] : ['base64', 'base64url', 'hex'];
}

async function reading(
  which: 'input' | 'second',
  draft: HandedDraft,
  questions: CryptoQuestions,
): Promise<HandedDraft | undefined> {
  const given = draft[which];
  if (given?.read.kind !== 'read') return undefined;
  const { readings, chosen } = given.read;
  const choices = readings.map(({ encoding, bytes }) => ({ value: encoding, detail: count(bytes.length) }));
  const value = await questions.choose(`${which}Reading`, choices, choices[chosen]?.value ?? '');
  const index = readings.findIndex(({ encoding }) => encoding === value);
  if (index < 0) return undefined;
  const read: Given['read'] = { ...given.read, chosen: index };
  return { ...draft, [which]: { ...given, read } };
}

/** Adds, removes and pins pairs until the person is done. */
async function editContext(
  field: 'context' | 'fromContext',
  draft: HandedDraft,
  { questions, memory, keys }: Changing,
): Promise<HandedDraft | undefined> {
  const key = (field === 'context' ? draft.key : draft.from)?.key;
  const asked = key === undefined ? [] : await policyPairs(key, keys);
  let pairs: readonly ContextPair[] = draft[field];
  for (;;) {
    const known = key === undefined ? [] : memory.pairsOf(key);
    const answer = await questions.context({
      ...{ field, pairs },
      proposed: proposals(pairs, [...asked, ...known]),
      pinned: new Set(known.filter(({ value }) => value !== '').map(({ name }) => name)),
    });
    if (answer === undefined) return undefined;
    if (answer.kind === 'done') return { ...draft, [field]: pairs };
    if (answer.kind === 'remove') pairs = pairs.filter(({ name }) => name !== answer.name);
    else if (answer.kind === 'add')
      pairs = Object.entries(contextOf([...pairs, ...answer.pairs])).map(pairOf);
    else if (key !== undefined)
      await memory.pin(key, answer.kind === 'pin' ? answer.pair : { ...answer.pair, value: '' });
  }
}

function pairOf([name, value]: [string, string]): ContextPair {
  return { name, value };
}

/** What the policy asks for comes first; a value wins over a bare name. */
function proposals(present: readonly ContextPair[], all: readonly ContextPair[]): ContextPair[] {
  const found = new Map<string, string>();
  for (const { name, value } of all) found.set(name, found.get(name) || value);
  for (const { name } of present) found.delete(name);
  return [...found].map(pairOf);
}

async function policyPairs(key: Key, keys: Changing['keys']): Promise<ContextPair[]> {
  try {
    return proposedPairs(await keys.getPolicy(key));
  } catch (error) {
    // Who may use a key need not be allowed to read its policy: nothing is proposed then.
    if (error instanceof KmsError) return [];
    throw error;
  }
}

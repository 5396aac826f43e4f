import { readGiven, type Source } from '../../../../src/core/crypto/draft';
import type { Wanted } from '../../../../src/core/crypto/encodings';
import type { ResultPart } from '../../../../src/core/crypto/outputForms';
import type { Field, Review } from '../../../../src/core/crypto/review';
import type { KeyRef } from '../../../../src/core/keys/model';
import { awsCrypto } from '../../../../src/aws/crypto';
import { awsEnvelopes } from '../../../../src/aws/envelopes';
import { begin, carryOut, type FlowPorts, type Start } from '../../../../src/sessions/crypto/flow';
import type { Handed } from '../../../../src/sessions/crypto/handed';
import { CryptoMemory } from '../../../../src/sessions/crypto/memory';
import type { ContextAnswer, ContextQuestion } from '../../../../src/sessions/crypto/questions';
import type { Ports } from '../../aws/ports';

/** What a person answers; whatever is asked beyond that fails the test. */
export interface Answers {
  /** Lines of the review that are chosen, one after the other; `run` unless given. */
  review?: (Field | 'run' | 'rehearse')[];
  handOver?: Handed[];
  keys?: KeyRef[];
  choose?: string[];
  context?: ContextAnswer[];
  confirm?: boolean;
}

/** What came of it, where it went. */
export interface Seen {
  reviews: Review[];
  titles: string[];
  viewed: { name: string; bytes: Buffer; secret: boolean }[];
  documents: string[];
  clipboard: { text: string; secret: boolean }[];
  files: { name: string; bytes: Buffer }[];
  verdicts: { valid: boolean; text: string; details?: string }[];
  notes: string[];
  contexts: ContextQuestion[];
  confirmed: string[];
  carriedOut: boolean;
}

export interface Person {
  memory: CryptoMemory;
  stored: Map<string, unknown>;
  /** Runs a whole flow. */
  does(start: Start, answers?: Answers): Promise<Seen>;
}

/** A person before the real session, over real ports. */
export function personAt(ports: Ports, now = () => Date.now()): Person {
  const stored = new Map<string, unknown>();
  const memory = new CryptoMemory({
    get: (key) => stored.get(key),
    update: (key, value) => Promise.resolve(void stored.set(key, value)),
  });
  return {
    memory,
    stored,
    async does(start, answers = {}) {
      const seen = nothingSeen();
      const flow = portsFor(ports, memory, { answers, seen, now });
      const draft = await begin(start, flow);
      if (draft) seen.carriedOut = await carryOut(draft, flow);
      return seen;
    },
  };
}

function nothingSeen(): Seen {
  return {
    ...{ reviews: [], viewed: [], documents: [], clipboard: [], files: [], verdicts: [], notes: [] },
    ...{ contexts: [], confirmed: [], titles: [], carriedOut: false },
  };
}

interface Scene {
  answers: Answers;
  seen: Seen;
  now: () => number;
}

function portsFor(ports: Ports, memory: CryptoMemory, { answers, seen, now }: Scene): FlowPorts {
  const next = <T>(list: T[] | undefined, what: string): Promise<T> => {
    const answer = list?.shift();
    return answer === undefined
      ? Promise.reject(new Error(`Nobody expected ${what} to be asked.`))
      : Promise.resolve(answer);
  };
  const part = ({ name, bytes, secret }: ResultPart) => ({ name, bytes: Buffer.from(bytes), secret });
  const crypto = awsCrypto(ports.clients);
  return {
    ...{ crypto, envelopes: awsEnvelopes(crypto), keys: ports.keys, memory, now },
    describe: (ref) => ports.keys.describe(ref),
    nameOf: () => 'payments',
    places: () => [{ connection: 'sandbox', region: 'us-east-1' }],
    progress: (_, work) => work(new AbortController().signal),
    questions: {
      review(review) {
        seen.reviews.push(review);
        if (seen.reviews.length > 20) return Promise.reject(new Error('The review does not end.'));
        return Promise.resolve(answers.review === undefined ? 'run' : answers.review.shift());
      },
      handOver: ({ name }) => next(answers.handOver, name),
      chooseKey: (_, field) => next(answers.keys, field),
      choose: (field) => next(answers.choose, field),
      choosePlace: () => next<never>(undefined, 'the place'),
      context(question) {
        seen.contexts.push(question);
        return next(answers.context, 'the context');
      },
      length: () => next<never>(undefined, 'the length'),
      grantTokens: () => next<never>(undefined, 'grant tokens'),
      confirmSecret(target) {
        seen.confirmed.push(target);
        return Promise.resolve(answers.confirm ?? false);
      },
    },
    outputs: {
      view: (title, made) => {
        seen.titles.push(title);
        return Promise.resolve(void seen.viewed.push(...made.parts.map(part)));
      },
      document: (text) => Promise.resolve(void seen.documents.push(text)),
      clipboard: (text, secret) => Promise.resolve(void seen.clipboard.push({ text, secret })),
      file: (name, made) => Promise.resolve(seen.files.push({ name, bytes: Buffer.from(made.bytes) }) > 0),
      async stream(name, { parts }) {
        const all: Uint8Array[] = [];
        for await (const one of parts(new AbortController().signal, () => undefined)) all.push(one);
        seen.files.push({ name, bytes: Buffer.concat(all) });
        return true;
      },
      done: (text) => void seen.notes.push(text),
      verdict: (verdict) => void seen.verdicts.push(verdict),
      allowed: (title) => void seen.notes.push(`${title}: allowed`),
      moved: () => void seen.notes.push('moved'),
    },
  };
}

/** Content as a person hands it over. */
export function handed(
  content: string | Uint8Array,
  wanted: Wanted = 'data',
  { source = 'typed', ...rest }: { source?: Source; name?: string; replace?: Handed['replace'] } = {},
): Handed {
  const bytes = Buffer.from(content as Uint8Array);
  return {
    ...{
      source,
      size: bytes.length,
      read: readGiven(bytes.length > 65_536 ? undefined : bytes, wanted, bytes.subarray(0, 65_536)),
    },
    ...rest,
    async *stream() {
      // In parts that fit no block of any hash.
      for (let at = 0; at < bytes.length; at += 1_000)
        yield await Promise.resolve(bytes.subarray(at, at + 1_000));
    },
  } as Handed;
}

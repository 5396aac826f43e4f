import { KmsError } from '../../core/errors';
import { activityFacts, type ReadActivity, type ReadCalls } from '../../core/keyPage/activityFacts';
import type { ActivityFacts, PartState } from '../../core/keyPage/view';
import type { KeyRef } from '../../core/keys/model';
import { explain } from '../../core/messages';
import type { ActivityPort, CallsOf } from '../../core/ports';
import type { ActivityWish } from '../../protocol/keyPage';

/** How many pages are searched for refused calls at once: some seconds at the pace that CloudTrail allows. */
const pagesSearched = 4;

export interface KeyActivityPorts {
  activity: ActivityPort;
  aliasesOf(ref: KeyRef): readonly string[];
  now(): number;
  /** Grows when other credentials are used, who may see other things. */
  epoch(): number;
  /** There is something new to show. */
  changed(): void;
}

/** Calls that were read on one way, with what asks for older ones. */
interface Way extends ReadCalls {
  next?: string;
}

const nothingRead: Way = { calls: [], isWhole: false };

/**
 * What one page knows of the calls on its key. They are looked up on two ways: by the key, and, as CloudTrail files a
 * refused call under no key, among all calls on KMS. What has been read is shown while the rest is on its way.
 */
export class KeyActivity {
  #own: Way | undefined;
  #all: Way | undefined;
  #working: string | undefined;
  #problem: string | undefined;
  #failure: { text: string; denied?: true } | undefined;
  #work = new AbortController();
  #epoch: number | undefined;

  constructor(
    readonly ref: KeyRef,
    readonly ports: KeyActivityPorts,
  ) {}

  /** Absent where nobody has asked for it. */
  get state(): PartState<ActivityFacts> | undefined {
    const own = this.#own;
    if (this.#failure) return { status: 'failed', ...this.#failure, ...(own && { value: this.#facts(own) }) };
    if (own) return { status: 'ready', value: this.#facts(own) };
    return this.#working === undefined ? undefined : { status: 'loading' };
  }

  /** The tab is opened: reads what is not known yet. */
  open(): void {
    if (this.state === undefined || this.#failure) this.read('newest');
  }

  read(wish: ActivityWish): void {
    this.#work.abort();
    this.#work = new AbortController();
    this.#problem = undefined;
    this.#failure = undefined;
    if (wish === 'stop') this.#stop();
    else void this.#read(wish, this.#work.signal);
  }

  /** Reads again what other credentials have read. A change of the key is no reason: CloudTrail tells it minutes later. */
  checkEpoch(): void {
    if (this.state === undefined || this.#epoch === this.ports.epoch()) return;
    this.#own = undefined;
    this.#all = undefined;
    this.read('newest');
  }

  dispose(): void {
    this.#work.abort();
  }

  #stop(): void {
    this.#working = undefined;
    this.#own ??= nothingRead;
    this.#problem = 'Stopped before everything was read.';
    this.ports.changed();
  }

  async #read(wish: 'newest' | 'older', signal: AbortSignal): Promise<void> {
    this.#epoch = this.ports.epoch();
    const isOlder = wish === 'older';
    try {
      if (!isOlder || this.#own?.isWhole !== true) {
        this.#tell('Reading the calls on this key…');
        const own = await this.#page({ key: this.ref }, isOlder ? this.#own : undefined, signal);
        if (signal.aborted) return;
        this.#own = own;
        if (!isOlder) this.#all = undefined;
      }
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
      return;
    }
    await this.#search(signal);
  }

  /** Looks for refused calls; where that fails, the calls that are known stay. */
  async #search(signal: AbortSignal): Promise<void> {
    const { connection, region } = this.ref;
    try {
      for (let page = 1; page <= pagesSearched && this.#all?.isWhole !== true; page++) {
        this.#tell(`Looking for refused calls, page ${page} of ${pagesSearched}…`);
        const all = await this.#page({ place: { connection, region } }, this.#all, signal);
        if (signal.aborted) return;
        this.#all = all;
      }
      this.#tell(undefined);
    } catch (error) {
      if (signal.aborted) return;
      this.#problem = explain(error, 'look for refused calls')?.text;
      this.#tell(undefined);
    }
  }

  async #page(of: CallsOf, known: Way | undefined, signal: AbortSignal): Promise<Way> {
    const { calls, next } = await this.ports.activity.calls(of, known?.next, signal);
    return {
      calls: [...(known?.calls ?? []), ...calls],
      isWhole: next === undefined,
      ...(next !== undefined && { next }),
    };
  }

  #fail(error: unknown): void {
    const text = explain(error, 'read the activity')?.text;
    const denied = error instanceof KmsError && error.reason === 'denied';
    if (text !== undefined) this.#failure = { text, ...(denied && { denied }) };
    this.#tell(undefined);
  }

  #tell(working: string | undefined): void {
    this.#working = working;
    this.ports.changed();
  }

  #facts(own: Way): ActivityFacts {
    const read: ReadActivity = {
      own,
      ...(this.#all && { all: this.#all }),
      ...(this.#problem !== undefined && { problem: this.#problem }),
      ...(this.#working !== undefined && { working: this.#working }),
    };
    const { ref } = this;
    return activityFacts(read, { ...ref, aliases: this.ports.aliasesOf(ref) }, this.ports.now());
  }
}

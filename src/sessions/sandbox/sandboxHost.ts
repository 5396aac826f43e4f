import { Memo } from '../../async/memo';
import { KmsError } from '../../core/errors';
import type { Store } from '../store';
import type { LaunchedSandbox, SandboxIdentity, SandboxPort } from '../../core/ports';

const identityKey = 'sandbox.identity';

export interface SandboxHostOptions {
  /** Starts the embedded KMS, or joins the one that another window runs. */
  launch(): Promise<LaunchedSandbox>;
  store: Store;
  log: { info(message: string): void; warn(message: string): void };
  /** Tells the person; the log has it already. */
  show(notice: SandboxNotice): void;
}

/** Who calls can be made as, and the file where they are edited. */
export interface SandboxIdentities {
  identities: SandboxIdentity[];
  file: string;
}

/** What a person should know: a damaged file that was put aside, say. */
export interface SandboxNotice {
  message: string;
  /** What it is about. */
  file?: string;
}

/** The sandbox of this window: started on first use, started again when it went away. */
export class SandboxHost implements SandboxPort {
  readonly #running = new Memo(() => this.#launch(), { isFresh: (sandbox) => !this.#gone.has(sandbox) });
  readonly #gone = new WeakSet<LaunchedSandbox>();
  #identities: SandboxIdentity[] = [];
  readonly #told = new Set<string>();
  #ahead = 0;

  readonly #options: SandboxHostOptions;

  constructor(options: SandboxHostOptions) {
    this.#options = options;
  }

  /** How far its clock is ahead of ours, as far as this window knows. */
  get aheadMs(): number {
    return this.#ahead;
  }

  start(): Promise<LaunchedSandbox> {
    return this.#running.get();
  }

  async current(): Promise<SandboxIdentity> {
    await this.start();
    const chosen = this.#options.store.get(identityKey);
    const identity = this.#identities.find(({ arn }) => arn === chosen) ?? this.#identities[0];
    if (identity === undefined) {
      throw new KmsError(
        'sandbox',
        'The sandbox has no user or role with an access key. Edit its users and roles.',
        { connection: 'sandbox' },
      );
    }
    return identity;
  }

  /** Everybody that calls can be made as, read again. Tells what is wrong with the file, if it cannot be read. */
  async listIdentities(): Promise<SandboxIdentities> {
    const answer = (await this.control('identities')) as SandboxIdentities & { problem?: SandboxNotice };
    this.#identities = answer.identities;
    if (answer.problem) this.#show(answer.problem);
    return answer;
  }

  async actAs(arn: string): Promise<void> {
    await this.#options.store.update(identityKey, arn);
  }

  /** Calls the sandbox's own interface; its refusals come as `KmsError('sandbox')` in its words. */
  async control(path: string, body?: object): Promise<unknown> {
    const sandbox = await this.start();
    try {
      const answer = await sandbox.control(path, body);
      this.#ahead = aheadIn(answer) ?? this.#ahead;
      return answer;
    } catch (error) {
      throw sandboxError(error);
    }
  }

  async dispose(): Promise<void> {
    // One that failed to start has nothing to end, and whoever started it has been told.
    await this.#running.drain()?.then(
      (sandbox) => sandbox.dispose(),
      () => undefined,
    );
  }

  async #launch(): Promise<LaunchedSandbox> {
    try {
      const sandbox = await this.#options.launch();
      this.#identities = sandbox.identities;
      this.#ahead = aheadIn(await sandbox.control('clock')) ?? 0;
      this.#options.log.info(`The sandbox listens on ${sandbox.endpoint}.`);
      void sandbox.ended.then(() => {
        this.#options.log.info('The sandbox has ended.');
        this.#gone.add(sandbox);
      });
      for (const notice of sandbox.notices) this.#tell(notice);
      return sandbox;
    } catch (error) {
      throw sandboxError(error);
    }
  }

  /** Each notice once in a session: a restart repeats it. */
  #tell(notice: SandboxNotice): void {
    if (this.#told.has(notice.message)) return;
    this.#told.add(notice.message);
    this.#show(notice);
  }

  #show(notice: SandboxNotice): void {
    this.#options.log.warn(notice.message);
    this.#options.show(notice);
  }
}

/** Its own calls tell the clock as `aheadMs`, by itself or in their overview. */
function aheadIn(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if ('clock' in answer) return aheadIn(answer.clock);
  return 'aheadMs' in answer && typeof answer.aheadMs === 'number' ? answer.aheadMs : undefined;
}

function sandboxError(error: unknown): KmsError {
  if (error instanceof KmsError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new KmsError('sandbox', message, { connection: 'sandbox', cause: error });
}

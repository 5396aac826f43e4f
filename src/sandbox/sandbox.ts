import type { SandboxState, Settings } from '../generated/sandbox-state';
import { Trail } from './cloudTrail/trail';
import { Due } from './due';
import { importedState } from './exported';
import type { Exported } from './exported';
import { Faults } from './faults';
import { Identities } from './identities/identities';
import { Sessions } from './identities/sessions';
import { SigningKeys } from './identities/signature';
import type { Vault } from './vault';
import type { Store } from './store/store';
import { seedKeys } from './seed/keys';
import { Bodies } from './server/bodies';
import type { Notice } from './store/aside';
import { STATE_VERSION } from './store/migrations';
import { DamagedStateError } from './store/content';
import { NotWrittenError } from './store/notWritten';
import { Records } from './store/records';
import { StateDirectory } from './store/stateDirectory';
import { vaultWith } from './vault';

export interface SandboxOptions {
  /** Folder of the state; made if there is none. */
  stateDir: string;
  accountId: string;
  /** Without the keys of the seeded account, for tests and for other programs. */
  empty?: boolean;
  /** Everybody exists whom a policy or a grant names: programs with made-up credentials make up principals, too. */
  anyPrincipals?: boolean;
  /** Throws where this process may not write into the folder any more. */
  check?: () => void;
}

const WRITE_USAGES_EVERY_MS = 1000;
/** How long a disk is left alone that did not take what was due. */
const SETTLE_AGAIN_MS = 5000;
const REGION = 'us-east-1';

/** The account, its state and its clock: everything behind the server. */
export class Sandbox {
  readonly #options: SandboxOptions;
  readonly trail = new Trail();
  readonly faults = new Faults();
  readonly bodies = new Bodies();
  readonly signingKeys = new SigningKeys();
  readonly sessions: Sessions;
  readonly #directory: StateDirectory;
  readonly #vault: Vault;
  #due = new Due();
  #settleAgain = 0;
  readonly identities: Identities;
  readonly #usageTimer: NodeJS.Timeout;
  readonly #notices: Notice[];
  /** Hears of damage that is found while it runs. */
  onNotice: (notice: Notice) => void = () => undefined;

  private constructor(options: SandboxOptions, directory: StateDirectory) {
    this.#options = options;
    this.#directory = directory;
    this.#vault = vaultWith(directory.wrappingKey);
    this.sessions = new Sessions(this.#vault);
    this.#notices = [...directory.notices];
    directory.onNotice = (notice) => {
      this.#notices.push(notice);
      this.onNotice(notice);
    };
    const { accountId } = directory.records.settings;
    const { anyPrincipals = false } = options;
    this.identities = Identities.open(options.stateDir, { accountId, anyPrincipals }, this.#notices);
    this.#usageTimer = setInterval(() => this.#directory.writeUsages(), WRITE_USAGES_EVERY_MS).unref();
  }

  static async open(options: SandboxOptions): Promise<Sandbox> {
    const sandbox = new Sandbox(options, await openDirectory(options));
    await sandbox.#begin();
    return sandbox;
  }

  get store(): Store {
    return this.#directory.records;
  }

  get vault(): Vault {
    return this.#vault;
  }

  get accountId(): string {
    return this.store.settings.accountId;
  }

  get region(): string {
    return this.store.settings.region;
  }

  /** What a person should know of the state: files set aside, identities that cannot be read. */
  get notices(): readonly Notice[] {
    const { problem } = this.identities;
    return problem ? [...this.#notices, problem] : this.#notices;
  }

  readonly now = (): number => Date.now() + this.store.settings.clockOffset;

  /** Lets happen what is due; undefined when nothing is. What the disk does not take or give is tried again later. */
  settle(): Promise<void> | undefined {
    if (Date.now() < this.#settleAgain) return undefined;
    return this.#due
      .run(this.now(), this.store, this.#vault)
      ?.then(() => this.durable())
      .catch((reason: unknown) => {
        if (!(reason instanceof NotWrittenError || reason instanceof DamagedStateError)) throw reason;
        this.#settleAgain = Date.now() + SETTLE_AGAIN_MS;
      });
  }

  /** Resolves once every change so far is on disk; undefined when it is. */
  durable(): Promise<void> | undefined {
    return this.#directory.durable();
  }

  /** Moves the clock forward. */
  async advance(milliseconds: number): Promise<void> {
    const { settings } = this.store;
    this.store.commit({ settings: { ...settings, clockOffset: settings.clockOffset + milliseconds } });
    await this.durable();
    await this.settle();
  }

  /** Back to the seeded account. Identities and their access keys stay. */
  async reset(): Promise<void> {
    const settings = newSettings(this.accountId);
    const beginning = new Records(settings);
    // Furnished before it takes the place of the old one: a crash leaves the one or the other.
    if (!this.#options.empty) await seedKeys(beginning, this.#vault, settings, Date.now());
    await this.#replaceWith(beginning.snapshot());
    this.trail.clear();
    this.faults.set([]);
    this.faults.throttle(false);
  }

  /** Writes a snapshot now; it happens by itself from time to time. */
  compact(): Promise<void> {
    return this.#directory.compact();
  }

  export(): Exported {
    const wrappingKey = this.#directory.wrappingKey.toString('base64');
    const state = { version: STATE_VERSION, generation: 0, ...this.#directory.records.snapshot() } as const;
    return { format: 'kms-workbench-sandbox', wrappingKey, state };
  }

  /** Takes the place of what is there. Throws TypeError where the content is no exported sandbox; then nothing changes. */
  async import(content: unknown): Promise<void> {
    const state = importedState(content, this.#vault);
    const { accountId } = state.settings;
    if (accountId !== this.accountId)
      throw new TypeError(
        `The exported sandbox is of account ${accountId}, this one of ${this.accountId}: its users and roles could not use the keys.`,
      );
    await this.#replaceWith(state);
  }

  async close(): Promise<void> {
    clearInterval(this.#usageTimer);
    await this.#directory.close();
  }

  async #begin(): Promise<void> {
    this.#watch();
    const { fresh, records } = this.#directory;
    if (!fresh) return;
    if (!this.#options.empty) await seedKeys(records, this.#vault, records.settings, this.now());
    await this.#directory.compact();
  }

  #watch(): void {
    this.#due = new Due();
    const due = this.#due;
    const { records } = this.#directory;
    if (records.kept) due.expect(records.kept);
    for (const key of records.keyTable.changed()) due.watch(key);
    records.onKey = (key) => due.watch(key);
  }

  /** Writes another state in the place of this one, and goes on with it. */
  async #replaceWith(state: Omit<SandboxState, 'version' | 'generation'>): Promise<void> {
    await this.#directory.replace(state);
    this.#watch();
  }
}

function openDirectory({ stateDir, accountId, check }: SandboxOptions): Promise<StateDirectory> {
  return StateDirectory.open(stateDir, newSettings(accountId), check);
}

function newSettings(accountId: string): Settings {
  return { accountId, region: REGION, clockOffset: 0, created: Date.now() };
}

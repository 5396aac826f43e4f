import { Emitter } from '../../async/emitter';
import { parseArn } from '../../core/arn';
import { judged } from '../../core/commands/suitable';
import { KmsError } from '../../core/errors';
import type { Key, KeyRef } from '../../core/keys/model';
import { tabsOf } from '../../core/keyPage/parts';
import {
  keyTabIds,
  keyTabs,
  partNames,
  type ActionItem,
  type KeyTab,
  type Part,
  type PartState,
} from '../../core/keyPage/view';
import { explain } from '../../core/messages';
import type { ActivityPort, ConnectionPort, KeyPort } from '../../core/ports';
import type { ActivityWish, FormChange, KeyPageView, TagChange } from '../../protocol/keyPage';
import type { PageEdits } from '../../protocol/keyPageEdits';
import { KeyActivity } from './activity';
import { setDescription, setPolicyForm, setTags, type Changing } from './changes';
import type { EditStore } from './editStore';
import { readPart } from './readPart';

type Parts = KeyPageView['parts'];

export interface KeyPagePorts {
  keys: KeyPort;
  activity: ActivityPort;
  connections: ConnectionPort;
  nameOf(ref: KeyRef): string;
  aliasesOf(ref: KeyRef): readonly string[];
  isPinned: (ref: KeyRef) => boolean;
  edits: EditStore;
  now(): number;
  /** Returns when a change may be made, in the words of "Change the description"; throws where it may not. */
  allow(change: string): Promise<void>;
  /** Puts a policy after the checks that every policy goes through. False where the person decided against it. */
  savePolicy(change: { text: string; base: string }): Promise<boolean>;
  /** The key has changed: whoever shows it reads it again, this page too. */
  changed(): Promise<void>;
}

/** What one page knows of its key. Reads each part when a tab that shows it is opened. Knows no editor. */
export class KeyPageSession {
  readonly #changes = new Emitter<void>();
  readonly onDidChange = this.#changes.event;
  #parts: Parts = {};
  #key: Promise<Key> | undefined;
  #described: Key | undefined;
  #place = '';
  #production = false;
  #work = new AbortController();
  readonly #ports: KeyPagePorts;
  readonly #changing: Changing;
  #shownNames: string;
  readonly #activity: KeyActivity;

  constructor(
    readonly ref: KeyRef,
    ports: KeyPagePorts,
  ) {
    this.#ports = ports;
    this.#shownNames = this.#names();
    this.#activity = new KeyActivity(ref, {
      ...ports,
      epoch: () => ports.connections.epoch,
      changed: () => this.#changes.fire(),
    });
    this.#changing = {
      ...{ ref, keys: ports.keys },
      allow: (change) => ports.allow(change),
      savePolicy: (change) => ports.savePolicy(change),
      changed: () => ports.changed(),
      saved: (edit) => {
        this.edits = { ...this.edits, [edit]: undefined };
      },
    };
  }

  get view(): KeyPageView {
    return {
      ref: this.ref,
      name: this.#ports.nameOf(this.ref),
      place: this.#place,
      production: this.#production,
      tabs: this.#described ? tabsOf(this.#described) : [...keyTabIds],
      actions: this.#actions(),
      parts: this.#parts,
      ...(this.#activity.state && { activity: this.#activity.state }),
    };
  }

  /** What is typed into the page and not saved yet. */
  get edits(): PageEdits {
    return this.#ports.edits.of(this.ref);
  }

  set edits(edits: PageEdits) {
    this.#ports.edits.set(this.ref, edits);
  }

  /** The page shows a tab: reads what it needs and is not known yet. The header needs the key on every tab. */
  open(tab: KeyTab): void {
    if (this.#place === '') void this.#readPlace();
    for (const part of new Set<Part>(['key', ...keyTabs[tab].parts])) {
      const state = this.#parts[part];
      if (state === undefined || state.status === 'failed') void this.#read(part);
    }
    if (tab === 'activity') this.#activity.open();
  }

  /** Reads everything that was read, again. What is shown stays until the answer is there. */
  reload(): void {
    this.#work.abort();
    this.#work = new AbortController();
    this.#key = undefined;
    void this.#readPlace();
    for (const part of Object.keys(this.#parts) as Part[]) void this.#read(part);
    this.#activity.checkEpoch();
  }

  readActivity(wish: ActivityWish): void {
    this.#activity.read(wish);
  }

  /** Reads the aliases again where the tree knows others than before. */
  checkNames(): void {
    const names = this.#names();
    if (names === this.#shownNames) return;
    this.#shownNames = names;
    if (this.#parts.aliases) void this.#read('aliases');
    else this.#changes.fire();
  }

  setDescription(text: string): Promise<void> {
    return setDescription(this.#changing, text);
  }

  setTags(change: TagChange): Promise<void> {
    const { tags } = this.#parts;
    return setTags(this.#changing, change, tags?.status === 'ready' ? tags.value.tags : []);
  }

  /** Answers whether the policy is saved; what was typed stays where it is not. */
  async setPolicyForm(change: FormChange): Promise<boolean> {
    let isSaved = false;
    try {
      isSaved = await setPolicyForm(this.#changing, change, await this.#describe(this.#work.signal));
      return isSaved;
    } finally {
      // Somebody else may have changed it meanwhile: the page shows what there is now.
      if (!isSaved) this.reload();
    }
  }

  dispose(): void {
    this.#work.abort();
    this.#activity.dispose();
    this.#changes.dispose();
  }

  #names(): string {
    return this.#ports.aliasesOf(this.ref).join(' ');
  }

  #actions(): ActionItem[] {
    const key = this.#described;
    if (key === undefined) return [];
    const aliases = this.#ports.aliasesOf(this.ref);
    return judged({ ref: this.ref, key, pinned: this.#ports.isPinned(this.ref), aliases })
      .filter(({ id }) => id !== 'kms.openKey' && id !== 'kms.openKeyToSide')
      .map(({ id, title, verdict }) => ({
        ...{ id, title },
        ...(verdict?.allowed === false && { why: verdict.why }),
      }));
  }

  async #readPlace(): Promise<void> {
    const { signal } = this.#work;
    const { region, connection: id } = this.ref;
    const connection = await this.#ports.connections.get(id).catch(() => undefined);
    if (signal.aborted) return;
    const account = parseArn(this.ref.arn)?.account;
    this.#place = [connection?.name ?? id, account, region].filter(Boolean).join(' · ');
    this.#production = connection?.production ?? false;
    this.#changes.fire();
  }

  async #read(part: Part): Promise<void> {
    const { signal } = this.#work;
    const value = valueIn(this.#parts[part]);
    this.#set(
      part,
      value === undefined ? { status: 'loading' } : { status: 'ready', value, refreshing: true },
    );
    try {
      const answer = await readPart[part]({
        // One of its own for each part: many waiters at one signal look like a leak to Node.js.
        ...{ keys: this.#ports.keys, ref: this.ref, signal: AbortSignal.any([signal]) },
        key: () => this.#describe(signal),
        name: this.#ports.nameOf(this.ref),
        now: () => this.#ports.now(),
      });
      if (!signal.aborted) this.#set(part, { status: 'ready', value: answer });
    } catch (error) {
      if (!signal.aborted) this.#fail(part, error);
    }
  }

  #fail(part: Part, error: unknown): void {
    const value = valueIn(this.#parts[part]);
    const failure = explain(error, `read ${partNames[part]}`);
    const isDenied = error instanceof KmsError && error.reason === 'denied';
    // A part that was cancelled is asked for again when its tab is opened.
    this.#set(
      part,
      failure && {
        ...{ status: 'failed', text: failure.text },
        ...(isDenied && { denied: true }),
        ...(value !== undefined && { value }),
      },
    );
  }

  #describe(signal: AbortSignal): Promise<Key> {
    this.#key ??= this.#ports.keys.describe(this.ref, signal).then((key) => {
      if (!signal.aborted) this.#described = key;
      return key;
    });
    this.#key.catch(() => {
      if (!signal.aborted) this.#key = undefined;
    });
    return this.#key;
  }

  #set(part: Part, state: PartState<unknown> | undefined): void {
    this.#parts = { ...this.#parts, [part]: state };
    this.#changes.fire();
  }
}

function valueIn(state: PartState<unknown> | undefined): unknown {
  return state === undefined || state.status === 'loading' ? undefined : state.value;
}

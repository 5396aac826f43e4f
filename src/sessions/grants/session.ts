import { Emitter } from '../../async/emitter';
import { draftProblems, newGrantOf, type GrantDraft } from '../../core/grants/draft';
import { duplicates, findingsInWords } from '../../core/grants/findings';
import { grantListPage, searchable, type SearchableGrant } from '../../core/grants/list';
import { shortPrincipal } from '../../core/grants/grantee';
import { KmsError } from '../../core/errors';
import type { CommandSetting } from '../../core/iac/iacKey';
import { verdictOn } from '../../core/keys/allowed';
import type { Key, KeyRef } from '../../core/keys/model';
import { grantableOperations } from '../../core/kms/grants';
import { quotas } from '../../core/kms/quotas';
import { explain, isCancelled } from '../../core/messages';
import type { GrantPort, KeyPort, PrincipalPort } from '../../core/ports';
import type { CreatedGrant, GrantsAsked, GrantsView } from '../../protocol/grants';

export interface GrantsPorts {
  keys: Pick<KeyPort, 'describe'>;
  grants: GrantPort;
  principals: Pick<PrincipalPort, 'list'>;
  /** Where and as whom the equivalent command runs. */
  setting(): Promise<CommandSetting>;
  now(): number;
  allow(change: string): Promise<void>;
  /** The grants have changed: whoever shows them reads them again, this page too. */
  changed(): Promise<void>;
}

/** As many are read unasked; each hundred is a request, and a key can have 50,000. */
const readUnasked = 1000;

/** Enough to choose from; the rest can be typed. */
const mostSuggested = 2000;

/** The grants of one key as they arrive, and what a person does with them. Knows no editor. */
export class GrantsSession {
  readonly #changes = new Emitter<void>();
  readonly onDidChange = this.#changes.event;
  readonly #ports: GrantsPorts;
  readonly #ref: KeyRef;
  #grants: SearchableGrant[] = [];
  #twice: ReadonlySet<string> = new Set();
  #asked: GrantsAsked = { filter: '', page: 0 };
  #status: GrantsView['status'] = 'unread';
  #complete = false;
  #failure: GrantsView['failure'];
  #form: GrantsView['form'];
  #isWanted: (count: number) => boolean = () => true;
  #reading: AbortController | undefined;
  #rest: AsyncIterator<{ items: readonly SearchableGrant['grant'][]; last: boolean }> | undefined;

  constructor(ref: KeyRef, ports: GrantsPorts) {
    this.#ref = ref;
    this.#ports = ports;
  }

  get view(): GrantsView {
    const count = this.#grants.length;
    return {
      ...{ status: this.#status, count, complete: this.#complete, filter: this.#asked.filter },
      quota: quotas.grantsPerKey,
      ...grantListPage(this.#grants, this.#asked, this.#twice, this.#ports.now()),
      findings: findingsInWords(
        this.#grants.map(({ grant }) => grant),
        this.#twice,
      ),
      ...(this.#failure && { failure: this.#failure }),
      ...(this.#form && { form: this.#form }),
    };
  }

  /** The tab is opened: reads what it shows where that is not known yet, or failed. */
  open(): void {
    if (this.#status === 'unread' || this.#status === 'failed') void this.#begin();
    else this.#changes.fire();
  }

  /** Reads everything again; what is shown stays until the first page is there. */
  reload(): void {
    if (this.#status !== 'unread') void this.#begin();
  }

  show(asked: GrantsAsked): GrantsView {
    this.#asked = asked;
    return this.view;
  }

  /** Reads on to the end of the list. */
  readAll(): void {
    this.#isWanted = () => true;
    if (this.#status !== 'reading' && !this.#complete) void this.#readOn();
  }

  async suggestions(): Promise<string[]> {
    const found: string[] = [];
    try {
      for await (const page of this.#ports.principals.list(this.#ref.connection)) {
        found.push(...page.items.map(({ arn }) => arn));
        if (found.length >= mostSuggested) break;
      }
    } catch (error) {
      // An ARN can be typed where users and roles may not be listed.
      if (!(error instanceof KmsError) || error.reason !== 'denied') throw error;
    }
    return found;
  }

  async create(draft: GrantDraft): Promise<CreatedGrant> {
    const key = await this.#ports.keys.describe(this.#ref);
    const [problem] = Object.values(draftProblems(draft, key));
    if (problem !== undefined) throw new KmsError('invalid', problem);
    const grant = newGrantOf(draft);
    await this.#ports.allow(`Create a grant for ${shortPrincipal(grant.grantee.name)}`);
    const created = await this.#ports.grants.create(this.#ref, grant);
    await this.#ports.changed();
    return created;
  }

  dispose(): void {
    this.#reading?.abort();
    this.#changes.dispose();
  }

  async #begin(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const { signal } = reading;
    const pages = this.#ports.grants.pages(this.#ref, signal);
    this.#rest = pages[Symbol.asyncIterator]();
    this.#isWanted = (count) => count < readUnasked;
    this.#complete = false;
    await Promise.all([this.#readOn(true), this.#readForm(signal)]);
  }

  /** Reads on as far as is wanted; `afresh` replaces what was there by the first page. */
  async #readOn(afresh = false): Promise<void> {
    const { signal } = this.#reading ?? new AbortController();
    this.#status = 'reading';
    this.#failure = undefined;
    this.#changes.fire();
    let isFirst = afresh;
    let told = 0;
    try {
      while (isFirst || this.#isWanted(this.#grants.length)) {
        const next = await this.#rest?.next();
        if (signal.aborted) return;
        if (next === undefined || next.done) break;
        const items = next.value.items.map(searchable);
        this.#grants = isFirst ? items : this.#grants.concat(items);
        isFirst = false;
        this.#complete = next.value.last;
        if (next.value.last) break;
        // A long list is drawn each time it has grown by a tenth.
        if (this.#grants.length < told * 1.1) continue;
        told = this.#grants.length;
        this.#changes.fire();
      }
      this.#twice = duplicates(this.#grants.map(({ grant }) => grant));
      this.#status = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(error);
    }
    this.#changes.fire();
  }

  #fail(error: unknown): void {
    const failure = explain(error, 'read the grants');
    this.#status = isCancelled(error) ? 'unread' : 'failed';
    if (failure === undefined) return;
    const denied = error instanceof KmsError && error.reason === 'denied';
    this.#failure = { text: failure.text, denied };
  }

  async #readForm(signal: AbortSignal): Promise<void> {
    try {
      const [key, setting] = await Promise.all([
        this.#ports.keys.describe(this.#ref, signal),
        this.#ports.setting(),
      ]);
      if (signal.aborted) return;
      this.#form = { ...formOf(key), setting };
    } catch {
      // The page says of the key why it could not be read; without it no grant can be made.
      this.#form = undefined;
    }
    this.#changes.fire();
  }
}

function formOf(key: Key): Omit<NonNullable<GrantsView['form']>, 'setting'> {
  const verdict = verdictOn('createGrant', key);
  const { usage, spec, customKeyStoreId } = key;
  return {
    keyArn: key.arn,
    key: { usage, spec, ...(customKeyStoreId !== undefined && { customKeyStoreId }) },
    operations: grantableOperations(key),
    ...(!verdict.allowed && { why: verdict.why }),
  };
}

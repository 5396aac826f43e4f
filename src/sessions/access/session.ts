import { principalProblem } from '../../core/access/askable';
import type { NamedPolicy } from '../../core/access/model';
import type { SurveyInput } from '../../core/access/surveyInput';
import { surveyAccess } from '../../core/access/survey';
import { explainError } from '../../core/access/explainError';
import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import type { ConnectionPort, KeyPort, PrincipalPort } from '../../core/ports';
import { Emitter } from '../../async/emitter';
import { Pool } from '../../async/pool';
import type {
  AccessNote,
  AccessView,
  CellAdvice,
  CellName,
  TriedRequest,
  TryResult,
} from '../../protocol/access';
import type { Collected } from './collected';
import { inShort, keyAccountOf, readable, survey, surveyInput, unseenPrincipals } from './collected';
import type { IamPolicies } from './iamPolicies';
import { cellAdvice } from './advice';
import { policyOfFile } from './policyOfFile';
import { suggestionsFor } from './suggestions';
import { tryRequest, withoutPolicy } from './tryRequest';
import { unreadNotes } from './unreadNotes';

/** What the page is about. */
export type Subject = { kind: 'key'; ref: KeyRef } | { kind: 'file'; name: string };

export interface SessionPorts {
  keys: KeyPort;
  principals: PrincipalPort;
  connections: ConnectionPort;
  iam: IamPolicies;
  nameOf: (ref: KeyRef) => string;
  /** The policy's text in an editor; for a key only while it differs from what was saved. */
  editedPolicy(): string | undefined;
  now(): number;
}

/** Users and roles that are listed to choose from; more can be typed. */
const mostListed = 2000;

/** How many principals' policies are read at the same time. */
const atOnce = 4;

/** What is known about one key's access, and what follows from it. Knows nothing of the editor. */
export class AccessSession {
  readonly #ports: SessionPorts;
  readonly #changes = new Emitter<void>();
  readonly #reading = new Pool({ size: atOnce });
  #collected: Collected = { grants: [], listed: [], added: new Set(), policies: new Map() };
  #notes = new Map<string, AccessNote>();
  #loading = false;
  #problem: string | undefined;
  #place: string | undefined;
  #work = new AbortController();

  constructor(
    readonly subject: Subject,
    ports: SessionPorts,
  ) {
    this.#ports = ports;
  }

  /** More is known, or something changed. */
  onDidChange(listener: () => void) {
    return this.#changes.event(listener);
  }

  /** The policy was edited. */
  touch(): void {
    this.#changes.fire();
  }

  get view(): AccessView {
    const { subject } = this;
    const name = subject.kind === 'key' ? this.#ports.nameOf(subject.ref) : subject.name;
    const table = this.#survey();
    return {
      name,
      loading: this.#loading,
      rows: table.rows,
      notes: [...this.#notes.values(), ...table.notes],
      editable: this.#collected.key?.manager !== 'AWS',
      suggestions: suggestionsFor(this.#collected),
      ...(subject.kind === 'key' && { ref: subject.ref }),
      ...(this.#place !== undefined && { place: this.#place }),
      ...(table.problem !== undefined && { problem: table.problem }),
    };
  }

  /** Asks for the policy, the grants and whatever else may be read. Never fails: the view says what is missing. */
  async load(): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#notes = new Map();
    this.#problem = undefined;
    this.#loading = true;
    this.touch();
    try {
      if (this.subject.kind === 'key') await this.#loadKey(this.subject.ref, signal);
    } finally {
      if (!signal.aborted) {
        this.#loading = false;
        this.touch();
      }
    }
  }

  async addPrincipal(arn: string): Promise<void> {
    const problem = principalProblem(arn);
    if (problem !== undefined) throw new KmsError('invalid', problem);
    this.#collected = { ...this.#collected, added: new Set([...this.#collected.added, arn]) };
    await this.#readPolicies(this.#work.signal);
  }

  advise(cell: CellName): CellAdvice {
    const input = this.#input();
    return input === undefined ? { texts: [] } : cellAdvice(cell, input, surveyAccess(input));
  }

  async tryRequest(tried: TriedRequest): Promise<TryResult> {
    const policy = this.#policy();
    if (policy === undefined) return withoutPolicy(this.#problem ?? 'The key policy is not known yet.');
    return tryRequest(
      tried,
      { ...this.#collected, policy },
      (arn) => this.#policiesOf(arn),
      this.#ports.now(),
    );
  }

  explainError(text: string) {
    return explainError(text);
  }

  dispose(): void {
    this.#work.abort();
  }

  #policy(): string | undefined {
    const edited = this.#ports.editedPolicy();
    if (edited === undefined) return this.#collected.policy;
    return this.subject.kind === 'file' ? policyOfFile(edited) : edited;
  }

  #input(): SurveyInput | undefined {
    const policy = this.#policy();
    return policy === undefined ? undefined : surveyInput({ ...this.#collected, policy }, policy);
  }

  #survey(): { rows: AccessView['rows']; notes: AccessNote[]; problem?: string } {
    const policy = this.#policy();
    if (policy === undefined)
      return { rows: [], notes: [], ...(this.#problem !== undefined && { problem: this.#problem }) };
    const known = { ...this.#collected, policy };
    const surveyed = survey(known, policy);
    const input = surveyInput(known, policy);
    if (surveyed === undefined || input === undefined)
      return {
        rows: [],
        notes: [],
        problem: 'The policy names no account, so it is not known whose key it is for.',
      };
    const { problem, notes } = unreadNotes(input);
    return {
      rows: surveyed.rows,
      notes: [...notes, ...this.#standingNotes(surveyed.silent, unseenPrincipals(known, input))],
      ...(problem !== undefined && { problem }),
    };
  }

  #standingNotes(silent: number, unseen: number): AccessNote[] {
    const notes: AccessNote[] = [];
    if (unseen > 0)
      notes.push({
        severity: 'info',
        text: `${unseen.toLocaleString('en')}${this.#isListCut ? ' or more' : ''} users and roles of the account were not looked at: neither the policy nor a grant names them. Where the policy leaves it to IAM, their IAM policies may give them access. Add those who matter to the table.`,
      });
    if (silent > 0 && !this.#loading)
      notes.push({
        severity: 'info',
        text: `${silent} more users and roles of the account are not shown: no policy or grant gives them access to this key.`,
      });
    const edited = this.#ports.editedPolicy();
    if (this.subject.kind === 'key' && edited !== undefined)
      notes.push({
        severity: 'info',
        text: 'This is the policy as it stands in the editor. It is not saved to the key yet.',
      });
    if (this.subject.kind === 'file')
      notes.push({ severity: 'info', text: 'A file: grants and IAM policies are not known here.' });
    notes.push({
      severity: 'info',
      text: 'Not looked at: policies of IAM groups, which may give more to users; and service and resource control policies, permissions boundaries and session policies, which can only take away.',
    });
    return notes;
  }

  async #loadKey(ref: KeyRef, signal: AbortSignal): Promise<void> {
    const { keys } = this.#ports;
    const [policy, key, grants, tags, listed] = await Promise.allSettled([
      keys.getPolicy(ref, signal),
      keys.describe(ref, signal),
      keys.listGrants(ref, signal),
      keys.listTags(ref, signal),
      this.#listPrincipals(ref, signal),
      this.#whereAndWho(ref, signal),
    ]);
    if (signal.aborted) return;
    const known = this.#collected;
    this.#collected = {
      ref,
      grants:
        this.#settled('grants', grants, 'Grants could not be listed, so what they allow is missing here') ??
        [],
      listed: this.#settled('listed', listed, 'Users and roles could not be listed') ?? [],
      added: known.added,
      policies: new Map(),
      ...this.#caller(),
    };
    const described = this.#settled('key', key, 'The key could not be described');
    if (described !== undefined) this.#collected.key = described;
    const tagged = this.#settled('tags', tags, 'Tags could not be listed, so conditions on them stay open');
    if (tagged !== undefined)
      this.#collected.tags = Object.fromEntries(tagged.map((tag) => [tag.key, tag.value]));
    if (policy.status === 'fulfilled') this.#collected.policy = policy.value;
    else
      this.#problem = `The key policy could not be read (${inShort(policy.reason)}). Without it nothing can be said.`;
    this.touch();
    await this.#readPolicies(signal);
  }

  #callerArn: string | undefined;

  #caller(): Pick<Collected, 'caller'> {
    return this.#callerArn === undefined ? {} : { caller: this.#callerArn };
  }

  async #whereAndWho({ connection, region }: KeyRef, signal: AbortSignal): Promise<void> {
    const { connections } = this.#ports;
    const { name } = await connections.get(connection);
    const { accountId, arn } = await connections.identity(connection, signal);
    if (signal.aborted) return;
    this.#place = `${name} · ${accountId} · ${region}`;
    this.#callerArn = arn;
  }

  #isListCut = false;

  async #listPrincipals({ connection }: KeyRef, signal: AbortSignal): Promise<Collected['listed']> {
    this.#isListCut = false;
    const listed: Collected['listed'][number][] = [];
    for await (const page of this.#ports.principals.list(connection, signal)) {
      listed.push(...page.items);
      if (listed.length >= mostListed) {
        this.#isListCut = !page.last;
        break;
      }
    }
    return listed;
  }

  #settled<T>(about: string, result: PromiseSettledResult<T>, words: string): T | undefined {
    if (result.status === 'fulfilled') return result.value;
    this.#notes.set(about, { severity: 'warning', text: `${words} (${inShort(result.reason)}).` });
    return undefined;
  }

  /** Reads the IAM policies of everybody in the table who is of the key's account. */
  async #readPolicies(signal: AbortSignal): Promise<void> {
    const input = this.#input();
    const waiting =
      input === undefined ? [] : readable(input).filter((arn) => !this.#collected.policies.has(arn));
    const failed: string[] = [];
    const read = async (arn: string): Promise<void> => {
      try {
        await this.#policiesOf(arn);
      } catch (error) {
        failed.push(`${arn.slice(arn.lastIndexOf(':') + 1)} (${inShort(error)})`);
      }
    };
    try {
      await this.#reading.each(waiting, read, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted) return;
    if (failed.length > 0)
      this.#notes.set('policies', {
        severity: 'warning',
        text: `The IAM policies of ${failed.slice(0, 5).join(', ')}${failed.length > 5 ? ` and ${failed.length - 5} more` : ''} could not be read. What is left to IAM stays open for them.`,
      });
    this.touch();
  }

  /** Undefined for whom no IAM policies can be read from here. */
  async #policiesOf(arn: string): Promise<readonly NamedPolicy[] | undefined> {
    const { subject } = this;
    const account = keyAccountOf(this.#collected);
    if (subject.kind === 'file' || !new RegExp(`:iam::${account ?? ''}:(user|role)/`).test(arn))
      return undefined;
    const { signal } = this.#work;
    const policies = await this.#ports.iam.of(subject.ref.connection, arn, signal);
    // A newer load has begun meanwhile, perhaps as somebody else: what was read for the older one is not its.
    if (signal.aborted) return policies;
    this.#collected = {
      ...this.#collected,
      policies: new Map([...this.#collected.policies, [arn, policies]]),
    };
    return policies;
  }
}

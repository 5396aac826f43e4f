import { randomUUID } from 'node:crypto';
import { parseArn } from '../core/arn';
import { operations, type OperationName } from '../core/kms/operations';
import type { KeyRecord } from '../generated/sandbox-state';
import { authorize, denied } from './authorize';
import type { Question } from './authorize';
import { shownParameters } from './cloudTrail/trail';
import type { CallEvent, Trail } from './cloudTrail/trail';
import { AwsError } from './errors';
import type { Identities } from './identities/identities';
import { checkState, keyState } from './keyStates';
import { allOperations } from './operations/all';
import { grantIdOf } from './operations/grants/grantTokens';
import type { Call, Output, UseOptions } from './operations/call';
import type { RequestContext } from './authorize';
import type { Vault } from './vault';
import type { Store } from './store/store';
import type { Caller } from './identities/caller';
import { requireUsage } from './operations/cryptography/usableKeys';
import type { Input } from './protocol/inputs';
import { decodeInput } from './protocol/validate';
import { resolveKey } from './resolve';

/** What operations work on. */
export interface KmsParts {
  store: Store;
  vault: Vault;
  identities: Identities;
  trail: Trail;
  /** Milliseconds since 1970 by the sandbox's clock. */
  now: () => number;
}

/** One authenticated request for an operation of KMS. */
export interface KmsRequest {
  operation: OperationName;
  /** The body as parsed, not yet validated. */
  body: unknown;
  caller: Caller;
  region: string;
  requestId: string;
  sourceIp: string;
  userAgent: string;
  accessKeyId: string;
}

/** Validates, authorises and runs an operation, and notes it in the trail. */
export async function runOperation(request: KmsRequest, parts: KmsParts): Promise<Output> {
  const eventId = randomUUID();
  const call = new RunningCall(request, parts);
  try {
    const output = await call.run();
    for (const key of call.used)
      if (operations[request.operation].tracked)
        parts.store.noteUsage({
          keyArn: key.arn,
          operation: request.operation,
          date: call.now,
          eventId,
          requestId: request.requestId,
        });
    if (madeKey(output)) call.touched.add(output.KeyMetadata.Arn);
    parts.trail.add(eventOf(request, call, eventId));
    return output;
  } catch (error) {
    if (error instanceof AwsError) parts.trail.add(eventOf(request, call, eventId, error));
    throw error;
  }
}

function madeKey(output: Output): output is { KeyMetadata: { Arn: string } } {
  return output !== undefined && 'KeyMetadata' in output;
}

class RunningCall {
  readonly #parts: KmsParts;
  /** Keys that were used with permission and in a state for it. */
  readonly used = new Set<KeyRecord>();
  /** Keys that the call was about, allowed or not. */
  readonly touched = new Set<string>();
  readonly now: number;
  /** The body, once it is known to be what the operation takes. */
  validated: unknown;
  #authorised = false;

  constructor(
    readonly request: KmsRequest,
    parts: KmsParts,
  ) {
    this.#parts = parts;
    this.now = parts.now();
  }

  async run(): Promise<Output> {
    const { operation } = this.request;
    const output = await this.#runAs(operation);
    // A mistake in an operation must not become an open door.
    if (!this.#authorised) throw new Error(`${operation} answered without having authorised its caller.`);
    return output;
  }

  async #runAs(operation: OperationName): Promise<Output> {
    const input = decodeInput(operation, this.request.body);
    this.validated = this.request.body;
    // The table says which input belongs to which operation; the compiler cannot follow it through a variable.
    const run = allOperations[operation] as (call: Call) => Output | Promise<Output>;
    return run(this.#callWith(operation, input));
  }

  #callWith(operation: OperationName, input: Input<OperationName>): Call {
    const { store, vault, identities } = this.#parts;
    const { caller, region, requestId } = this.request;
    return {
      operation,
      input,
      caller,
      region,
      requestId,
      store,
      vault,
      now: this.now,
      iam: identities.iam,
      use: (reference, options) => this.#use(reference, options),
      find: (reference) => this.#find(reference),
      permit: (action, resource, context) =>
        this.#authorize({ action, ...(resource !== undefined && { resource }), ...(context && { context }) }),
      permitOn: (key, action, context) => this.#authorize({ action, key, ...(context && { context }) }),
      question: (action, key) => this.#question({ action, key }),
      stateOf: (key) => keyState(key, store, this.now),
    };
  }

  #find(reference: string): KeyRecord {
    const { caller, region, operation } = this.request;
    return resolveKey(reference, operation, { accountId: caller.accountId, region }, this.#parts.store);
  }

  /** Whether a key exists is nothing that other accounts learn: to them it is as if it were forbidden. */
  #findOrDeny(reference: string, action: string): KeyRecord {
    try {
      return this.#find(reference);
    } catch (error) {
      const { caller, region } = this.request;
      const arn = parseArn(reference);
      if (!arn || arn.account === caller.accountId || arn.region !== region) throw error;
      const request = {
        principal: caller.arn,
        principalAccount: caller.accountId,
        action,
        resource: reference,
      };
      throw denied({ ...request, keyAccount: arn.account });
    }
  }

  #use(reference: string, options: UseOptions = {}): KeyRecord {
    const { operation } = this.request;
    const key = this.#findOrDeny(reference, options.action ?? `kms:${operation}`);
    this.touched.add(key.arn);
    this.#checkGrantTokens();
    const context = { ...encryptionContext(options.encryptionContext), ...options.context };
    const { grant } = options;
    this.#authorize({ action: options.action ?? `kms:${operation}`, key, context, ...(grant && { grant }) });
    // AWS looks at what a key is for before it looks at its state.
    if (options.usage) requireUsage(this.request, key, options.usage);
    const { state = operation } = options;
    if (state !== false) checkState(state, key, keyState(key, this.#parts.store, this.now));
    this.used.add(key);
    return key;
  }

  /** Grants count at once here, so a token adds nothing to them; but it has to be one. */
  #checkGrantTokens(): void {
    const { GrantTokens: tokens = [] } = this.request.body as { GrantTokens?: string[] };
    for (const token of tokens) grantIdOf(this.#parts.vault, token);
  }

  #authorize(asked: Pick<Question, 'action' | 'key' | 'resource' | 'context' | 'grant'>): void {
    this.#authorised = true;
    authorize(this.#question(asked), this.#parts.store, this.#parts.identities.iam);
    if (asked.key) this.touched.add(asked.key.arn);
  }

  #question(asked: Pick<Question, 'action' | 'key' | 'resource' | 'context' | 'grant'>): Question {
    const { caller, region, body, sourceIp, userAgent } = this.request;
    const parameters = body as Record<string, unknown>;
    return { ...asked, caller, region, parameters, now: this.now, sourceIp, userAgent };
  }
}

function encryptionContext(pairs: Record<string, string> | undefined): RequestContext {
  if (!pairs) return {};
  const context: RequestContext = { 'kms:EncryptionContextKeys': Object.keys(pairs) };
  for (const [name, value] of Object.entries(pairs)) context[`kms:EncryptionContext:${name}`] = value;
  return context;
}

function eventOf(request: KmsRequest, call: RunningCall, eventId: string, error?: AwsError): CallEvent {
  const { operation, caller, region, requestId, sourceIp, userAgent, accessKeyId } = request;
  return {
    eventId,
    requestId,
    time: call.now,
    operation,
    region,
    caller,
    accessKeyId,
    sourceIp,
    userAgent,
    // A refused call is filed under no key, and what it asked for is left out: only its text names the key.
    parameters: isRefusal(error) ? undefined : shownParameters(operation, call.validated),
    keyArns: isRefusal(error) ? [] : [...call.touched],
    ...(error && { error: { code: error.code, text: error.text ?? '' } }),
  };
}

function isRefusal(error: AwsError | undefined): boolean {
  return error?.code === 'AccessDeniedException';
}

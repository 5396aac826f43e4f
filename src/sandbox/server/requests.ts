import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOperation } from '../../core/kms/operations';
import { authorize } from '../authorize';
import { isReadOnly, lookupEvents } from '../cloudTrail/lookupEvents';
import { AwsError } from '../errors';
import type { FaultTarget } from '../faults';
import { authenticate } from '../identities/authenticate';
import { splitOnce } from '../identities/canonical';
import type { Authenticated } from '../identities/authenticate';
import { runOperation } from '../kms';
import type { Caller } from '../identities/caller';
import { iam } from '../query/iam';
import { sts } from '../query/sts';
import type { QueryCall, QueryService } from '../query/queryCall';
import type { Sandbox } from '../sandbox';
import { DamagedStateError } from '../store/content';
import { NotWrittenError } from '../store/notWritten';
import { answerJson, answerJsonError, answerXml, answerXmlError } from './answer';
import { BodyTooLargeError, ConnectionLostError } from './bodies';
import type { Route } from './route';

export interface ServingOptions {
  anyCredentials: boolean;
  /** Hears of what should never happen, with what happened. */
  onInternalError: (error: unknown) => void;
}

/** Thrown to cut the connection without an answer, as a fault that was ordered. */
class Disconnect extends Error {}

function isNotToAnswer(error: unknown): boolean {
  return error instanceof Disconnect || error instanceof ConnectionLostError;
}

const queryServices: readonly QueryService[] = [iam, sts];
const UNKNOWN_NAMESPACE = 'http://webservices.amazon.com/AWSFault/2005-15-09';

/** Serves one request of the JSON protocol: KMS and CloudTrail. */
export async function serveJson(
  request: IncomingMessage,
  response: ServerResponse,
  route: Extract<Route, { kind: 'json' }>,
  sandbox: Sandbox,
  options: ServingOptions,
): Promise<void> {
  const requestId = randomUUID();
  try {
    // Node takes the socket away from a request whose body is not read to its end.
    const sourceIp = request.socket.remoteAddress ?? '';
    const body = await sandbox.bodies.read(request);
    const run = () => runJson(request, body, route, { sandbox, options, requestId, sourceIp });
    answerJson(response, requestId, await durably(run, route, sandbox));
  } catch (error) {
    if (isNotToAnswer(error)) response.destroy();
    else answerJsonError(response, requestId, asAwsError(error, options));
  }
}

/** How often a reading call is run again that saw what then could not be written. */
const MOST_READS = 5;

/**
 * What a call answers, once everything that it saw is on disk. Where the disk fails, changes that were not written are
 * taken back: a call that changes something fails with them, one that reads is run again and sees what is durable.
 */
async function durably<T>(
  run: () => Promise<T>,
  { operation }: Extract<Route, { kind: 'json' }>,
  sandbox: Sandbox,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const output = await run();
    try {
      await sandbox.durable();
      return output;
    } catch (error) {
      if (!isReadOnly(operation) || tries === MOST_READS) throw error;
    }
  }
}

interface Serving {
  sandbox: Sandbox;
  options: ServingOptions;
  requestId: string;
  sourceIp: string;
}

async function runJson(
  request: IncomingMessage,
  body: Buffer,
  { service, operation }: Extract<Route, { kind: 'json' }>,
  serving: Serving,
): Promise<object | undefined> {
  const { sandbox, requestId, sourceIp } = serving;
  if (service === 'unknown' || (service === 'kms' && !isOperation(operation)))
    throw new AwsError('UnknownOperationException');
  const who = authenticated(request, body, 'json', serving);
  if (who.service !== undefined && who.service !== service)
    throw new AwsError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${service}'. `,
    );
  await meetFaults({ service, operation, region: who.region }, who, sandbox);
  const content = parsed(body);
  await sandbox.settle();
  if (service === 'cloudtrail') {
    if (operation !== 'LookupEvents') throw new AwsError('UnknownOperationException');
    permitByIam(who, 'cloudtrail:LookupEvents', '*', sandbox);
    return lookupEvents(content, who.caller, who.region, sandbox.trail);
  }
  if (!isOperation(operation)) throw new AwsError('UnknownOperationException');
  const { caller, region, accessKeyId } = who;
  const from = {
    sourceIp,
    userAgent: request.headers['user-agent'] ?? '',
  };
  return runOperation({ operation, body: content, caller, region, accessKeyId, requestId, ...from }, sandbox);
}

function noSuchAction({ action, parameters }: QueryCall): AwsError {
  const version = parameters.get('Version') ?? 'NO_VERSION_SPECIFIED';
  return new AwsError('InvalidAction', `Could not find operation ${action} for version ${version}`);
}

/** Serves one request of the Query protocol: IAM and STS. */
export async function serveQuery(
  request: IncomingMessage,
  response: ServerResponse,
  sandbox: Sandbox,
  options: ServingOptions,
): Promise<void> {
  const requestId = randomUUID();
  let namespace = UNKNOWN_NAMESPACE;
  try {
    const body = await sandbox.bodies.read(request);
    const who = authenticated(request, body, 'query', { sandbox, options });
    const call = queryCall(parametersOf(request, body), who, sandbox);
    const { action } = call;
    const service = queryServices.find(({ name, operations }) =>
      who.service === undefined ? Object.hasOwn(operations, action) : name === who.service,
    );
    if (!service && who.service !== undefined)
      throw new AwsError('SignatureDoesNotMatch', 'Credential should be scoped to correct service.', 403);
    if (!service) throw noSuchAction(call);
    namespace = service.namespace;
    await meetFaults({ service: service.name, operation: action, region: who.region }, who, sandbox);
    const operation = Object.hasOwn(service.operations, action) ? service.operations[action] : undefined;
    if (!operation) throw noSuchAction(call);
    answerXml(response, requestId, { action, namespace, result: operation(call) });
  } catch (error) {
    if (isNotToAnswer(error)) response.destroy();
    else answerXmlError(response, requestId, { error: asQueryError(error, options), namespace });
  }
}

/** A presigned URL has them in its query, whatever its method. */
function parametersOf({ url = '' }: IncomingMessage, body: Buffer): URLSearchParams {
  const [, query = ''] = splitOnce(url, '?');
  return new URLSearchParams(`${query}&${body.toString('utf8')}`);
}

function queryCall(parameters: URLSearchParams, who: Authenticated, sandbox: Sandbox): QueryCall {
  return {
    action: parameters.get('Action') ?? '',
    parameters,
    caller: who.caller,
    accessKeyId: who.accessKeyId,
    identities: sandbox.identities,
    sessions: sandbox.sessions,
    now: sandbox.now(),
    permit: (action, resource) => permitByIam(who, action, resource, sandbox),
  };
}

function authenticated(
  request: IncomingMessage,
  body: Buffer,
  protocol: 'json' | 'query',
  { sandbox, options }: Pick<Serving, 'sandbox' | 'options'>,
): Authenticated {
  const { method = 'POST', url = '/', headersDistinct: headers } = request;
  const { identities, sessions, signingKeys, accountId, region, now } = sandbox;
  return authenticate({ method, url, headers, body }, protocol, {
    ...{ identities, sessions, signingKeys, accountId, region, now },
    anyCredentials: options.anyCredentials,
  });
}

async function meetFaults(
  target: FaultTarget,
  { caller }: { caller: Caller },
  { faults }: Sandbox,
): Promise<void> {
  if (target.service === 'kms') faults.checkRate(caller.accountId, target);
  const fault = faults.take(target);
  if (!fault) return;
  const { latencyMs, error, disconnect } = fault;
  if (latencyMs !== undefined) await new Promise((resolve) => setTimeout(resolve, latencyMs));
  if (disconnect) throw new Disconnect();
  if (error) throw new AwsError(error.code, error.message, error.status ?? 400);
}

/** IAM alone decides for services other than KMS. */
function permitByIam(
  { caller, region }: Authenticated,
  action: string,
  resource: string,
  { identities, now, store }: Sandbox,
): void {
  authorize({ caller, action, resource, region, parameters: {}, now: now() }, store, identities.iam);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parsed(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    // AWS's JSON services send no text with this.
    throw new AwsError('SerializationException');
  }
}

/** Services of the Query protocol have a name of their own for a refusal. */
function asQueryError(error: unknown, options: ServingOptions): AwsError {
  const known = asAwsError(error, options);
  return known.code === 'AccessDeniedException' ? new AwsError('AccessDenied', known.text, 403) : known;
}

function asAwsError(error: unknown, { onInternalError }: ServingOptions): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof BodyTooLargeError)
    return new AwsError(
      'RequestEntityTooLargeException',
      'The request is larger than any that AWS takes.',
      413,
    );
  onInternalError(error);
  const text =
    error instanceof NotWrittenError || error instanceof DamagedStateError
      ? error.message
      : 'The sandbox failed to serve this request; its log says why.';
  return new AwsError('KMSInternalException', text, 500);
}

import { readFile } from 'node:fs/promises';
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { KmsError } from '../../core/errors';
import { ownValue } from '../../core/ownValue';
import { variable } from '../config/clientSettings';
import type { Section } from '../config/sharedConfig';
import { toKmsError } from '../errors';
import { within } from '../limits';
import type { CredentialContext, Credentials } from './context';

interface Answer {
  status: number;
  body: string;
}

interface Request {
  url: URL;
  method?: 'GET' | 'PUT';
  headers?: Record<string, string>;
}

/** More than any answer of a metadata service. */
const longestAnswer = 100_000;

/** Where a container's credentials are, undefined outside of one. Source: SDK Reference Guide, "Container provider". */
export function containerUrl({ environment }: CredentialContext): URL | undefined {
  const relative = variable(environment, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI');
  const full = variable(environment, 'AWS_CONTAINER_CREDENTIALS_FULL_URI');
  const url = relative === undefined ? full : `http://169.254.170.2${relative}`;
  if (url === undefined) return undefined;
  if (!URL.canParse(url)) {
    throw new KmsError('credentials-missing', 'AWS_CONTAINER_CREDENTIALS_FULL_URI is no URL.');
  }
  return new URL(url);
}

/** Credentials of the container's task or pod. */
export async function fromContainer(url: URL, context: CredentialContext): Promise<Credentials> {
  // The token may cross the machine's own network only, or go encrypted (same source).
  if (url.protocol !== 'https:' && !isNear(url.hostname)) {
    throw new KmsError(
      'credentials-missing',
      `${url.host} may not be asked for credentials over plain HTTP.`,
    );
  }
  const token = await containerToken(context);
  const headers = token === undefined ? {} : { authorization: token };
  const answer = await ask({ url, headers }, context);
  return credentialsIn(answer, url.host);
}

async function containerToken({ environment }: CredentialContext): Promise<string | undefined> {
  const file = variable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE');
  if (file === undefined) return variable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KmsError(
      'credentials-missing',
      `The container’s token file ${file} cannot be read (${code ?? ''}).`,
    );
  }
}

const nearHosts: ReadonlySet<string> = new Set([
  ...['localhost', '[::1]', '169.254.170.2', '169.254.170.23', '[fd00:ec2::23]'],
]);

function isNear(host: string): boolean {
  return nearHosts.has(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Credentials of the instance's role. Source: EC2 User Guide, "Retrieve security credentials from instance metadata". */
export async function fromInstance(
  section: Section | undefined,
  context: CredentialContext,
): Promise<Credentials> {
  const { environment } = context;
  if (variable(environment, 'AWS_EC2_METADATA_DISABLED')?.toLowerCase() === 'true') {
    throw new KmsError('credentials-missing', 'AWS_EC2_METADATA_DISABLED is set.');
  }
  const base = instanceService(section, environment);
  const headers = await instanceToken(base, section, context);
  const roles = new URL('/latest/meta-data/iam/security-credentials/', base);
  const listed = await ask({ url: roles, headers }, context);
  const [role = ''] = listed.body.trim().split('\n');
  if (listed.status !== 200 || role === '') {
    throw new KmsError('credentials-missing', 'This instance has no role.');
  }
  return credentialsIn(await ask({ url: new URL(role, roles), headers }, context), base.host);
}

function instanceService(section: Section | undefined, environment: CredentialContext['environment']): URL {
  const of = (name: string): string | undefined =>
    variable(environment, `AWS_${name.toUpperCase()}`) ?? section?.get(name);
  const usual =
    of('ec2_metadata_service_endpoint_mode')?.toLowerCase() === 'ipv6'
      ? 'http://[fd00:ec2::254]'
      : 'http://169.254.169.254';
  const url = of('ec2_metadata_service_endpoint') ?? usual;
  if (!URL.canParse(url)) {
    throw new KmsError('credentials-missing', 'ec2_metadata_service_endpoint is no URL.');
  }
  return new URL(url);
}

/** The session token of version 2 of the service; without one where only version 1 is there, and is allowed. */
async function instanceToken(
  base: URL,
  section: Section | undefined,
  context: CredentialContext,
): Promise<Record<string, string>> {
  const url = new URL('/latest/api/token', base);
  const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' };
  const answer = await ask({ url, method: 'PUT', headers: ttl }, context);
  if (answer.status === 200) return { 'x-aws-ec2-metadata-token': answer.body.trim() };
  const disabled =
    variable(context.environment, 'AWS_EC2_METADATA_V1_DISABLED') ?? section?.get('ec2_metadata_v1_disabled');
  if ([403, 404, 405].includes(answer.status) && disabled?.toLowerCase() !== 'true') return {};
  throw new KmsError('service', `The instance metadata service answered with status ${answer.status}.`);
}

function credentialsIn({ status, body }: Answer, host: string): Credentials {
  const answer = parsed(body);
  const text = (key: string): string => {
    const value = ownValue(answer, key);
    if (status === 200 && typeof value === 'string' && value !== '') return value;
    throw new KmsError(
      'credentials-missing',
      `${host} answered with status ${status} and without credentials.`,
    );
  };
  return {
    accessKeyId: text('AccessKeyId'),
    secretAccessKey: text('SecretAccessKey'),
    sessionToken: text('Token'),
    expiration: new Date(text('Expiration')),
  };
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}

/** One answer, whole, within the limit: 'network' where nobody is there, 'timeout' where somebody is silent. */
async function ask(request: Request, context: CredentialContext): Promise<Answer> {
  const progress = { connected: false };
  try {
    return await within({ ms: context.limits.metadataMs, signal: context.signal }, (signal) =>
      send(request, progress, signal),
    );
  } catch (error) {
    const failure = toKmsError(error, { operation: 'metadata' });
    if (failure.reason !== 'timeout' || progress.connected) throw failure;
    throw new KmsError('network', `${request.url.host} cannot be reached.`, { operation: 'metadata' });
  }
}

function send(
  { url, method = 'GET', headers = {} }: Request,
  progress: { connected: boolean },
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const receive = (response: IncomingMessage): void => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
        if (body.length > longestAnswer) response.destroy(new Error('The answer is too long.'));
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    };
    // No agent: these hosts are next door, never behind a proxy.
    const sent = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method,
      headers,
      signal,
      agent: false,
    });
    sent.on('socket', (socket) => socket.on('connect', () => (progress.connected = true)));
    sent.on('response', receive);
    sent.on('error', reject);
    sent.end();
  });
}

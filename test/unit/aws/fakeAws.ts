import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Agent } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** One request as it arrived. */
export interface Seen {
  host: string;
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export type Answer = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

/** A server on loopback that keeps what it is asked. */
export interface FakeServer {
  readonly seen: readonly Seen[];
  /** The hosts that were asked, in the order of their first request. */
  hosts(): string[];
  readonly endpoint: string;
  readonly port: number;
  answer: Answer;
  dispose(): Promise<void>;
}

/** All hosts of AWS in one: whatever is asked over TLS arrives here, in the clear. */
export interface FakeAws extends FakeServer {
  readonly agent: Agent;
}

export async function fakeServer(answer: Answer): Promise<FakeServer> {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const { headers, method = '', url = '' } = request;
      const one = { host: headers.host ?? '', method, path: url, headers, body };
      seen.push(one);
      fake.answer(one, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeServer = {
    seen,
    hosts: () => [...new Set(seen.map(({ host }) => host))],
    endpoint: `http://127.0.0.1:${port}`,
    port,
    answer,
    async dispose() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

export async function fakeAws(answer: Answer = asAws): Promise<FakeAws> {
  const server = await fakeServer(answer);
  return Object.assign(server, { agent: new LoopbackAgent(server.port) });
}

/** Leads every connection over TLS to one port of this machine, without TLS. */
class LoopbackAgent extends Agent {
  constructor(private readonly port: number) {
    super({ keepAlive: false });
  }
  override createConnection(): Socket {
    return connect(this.port, '127.0.0.1');
  }
}

export const accountId = '111122223333';

/** What each of AWS's hosts answers where all is well. */
export const asAws: Answer = (seen, response) => {
  const { host, path, body } = seen;
  if (host.startsWith('portal.sso')) return json(response, 200, { roleCredentials: portalCredentials() });
  if (host.startsWith('oidc.')) {
    return json(response, 200, {
      accessToken: 'renewed-access',
      refreshToken: 'next-refresh',
      expiresIn: 3600,
    });
  }
  if (host.includes('signin')) return json(response, 200, loginAnswer());
  if (body.includes('Action=')) return xml(response, 200, stsAnswer(body));
  return json(response, 200, path === '/' ? { Keys: [], Aliases: [], Truncated: false } : {});
};

export function json(response: ServerResponse, status: number, body: object, type?: string): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    ...(type === undefined ? {} : { 'x-amzn-errortype': type }),
  });
  response.end(JSON.stringify(body));
}

export function xml(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
}

export function xmlError(code: string, message: string): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
}

function portalCredentials(): object {
  return {
    accessKeyId: 'ASIAPORTAL',
    secretAccessKey: 'portal-secret',
    sessionToken: 'portal-session',
    expiration: Date.now() + 3_600_000,
  };
}

function loginAnswer(): object {
  return {
    accessToken: { accessKeyId: 'ASIALOGIN', secretAccessKey: 'login-secret', sessionToken: 'login-session' },
    tokenType: 'urn:aws:params:oauth:token-type:access_token_sigv4',
    expiresIn: 900,
    refreshToken: 'next-login-refresh',
  };
}

function stsAnswer(body: string): string {
  const action = new URLSearchParams(body).get('Action') ?? '';
  const inner =
    action === 'GetCallerIdentity'
      ? `<Arn>arn:aws:iam::${accountId}:user/me</Arn><UserId>AIDAEXAMPLE</UserId><Account>${accountId}</Account>`
      : `<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-session</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials>`;
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${inner}</${action}Result></${action}Response>`;
}

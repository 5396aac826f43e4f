import { readFileSync } from 'node:fs';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Something on loopback that stands where AWS should. */
export interface Faulty {
  endpoint: string;
  /** The operations that it was asked for, each as often as it was asked. */
  readonly asked: readonly string[];
  dispose(): Promise<void>;
}

/** One request, read to its end. */
export interface Request {
  message: IncomingMessage;
  operation: string;
  /** Whether it was asked in the query protocol of STS and IAM, which answer in XML. */
  query: boolean;
}

export type Respond = (request: Request, response: ServerResponse) => void;

const folder = join(fileURLToPath(import.meta.url), '..', '..', '..', '..', 'fixtures', 'tls');
const certificate = {
  key: readFileSync(join(folder, 'server.key')),
  cert: readFileSync(join(folder, 'server.crt')),
};

/** A server of HTTP. */
export async function overHttp(respond: Respond): Promise<Faulty> {
  const asked: string[] = [];
  const server = createHttpServer(reading(respond, asked));
  return started(server, 'http', asked);
}

/** A server of HTTP over TLS with a certificate that nobody trusts; `scheme` is what its endpoint claims. */
export async function overTls(respond: Respond, scheme = 'https'): Promise<Faulty> {
  const asked: string[] = [];
  const server = createHttpsServer(certificate, reading(respond, asked));
  // What the other side does to the handshake is the fault that is tried.
  server.on('tlsClientError', () => undefined);
  return started(server, scheme, asked);
}

/** A server of anything else. */
export async function overTcp(connected: (socket: Socket) => void): Promise<Faulty> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy());
    connected(socket);
  });
  return started(server, 'http', []);
}

/** A port where nobody listens. */
export async function nowhere(): Promise<Faulty> {
  const closed = await overTcp(() => undefined);
  await closed.dispose();
  return { endpoint: closed.endpoint, asked: [], dispose: () => Promise.resolve() };
}

/** As above, where the scheme of the endpoint is another than the server’s. */
export async function withScheme(scheme: string, faulty: Promise<Faulty>): Promise<Faulty> {
  const made = await faulty;
  return { ...made, endpoint: made.endpoint.replace(/^https?/, scheme) };
}

function reading(respond: Respond, asked: string[]): RequestListener {
  return (message, response) => {
    let body = '';
    message.setEncoding('utf8').on('data', (text: string) => (body += text));
    message.on('end', () => {
      const target = message.headers['x-amz-target'];
      const action = new URLSearchParams(body).get('Action');
      const operation = typeof target === 'string' ? target.replace(/^.*\./, '') : (action ?? '');
      asked.push(operation);
      respond({ message, operation, query: target === undefined }, response);
    });
  };
}

async function started(server: Server, scheme: string, asked: string[]): Promise<Faulty> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `${scheme}://127.0.0.1:${port}`,
    asked,
    async dispose() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

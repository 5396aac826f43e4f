import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect as connectTcp, type AddressInfo, type Socket } from 'node:net';

/** A proxy on loopback that leads every host to one server. */
export interface Proxy {
  url: string;
  /** First lines of requests, the version left out. */
  asked: string[];
  passwords: string[];
  /** Where plain requests are answered. */
  target: string;
  refuses: boolean;
  dispose(): Promise<void>;
}

/** Starts one; `leadsTo` is the endpoint of the server. */
export async function startProxy(leadsTo: string): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((message, response) => {
    proxy.asked.push(`${message.method} ${message.url}`);
    message.resume();
    void fetch(proxy.target).then(async (answer) => response.end(await answer.text()));
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
  });
  server.on('connect', (message: IncomingMessage, socket: Socket) => {
    proxy.asked.push(`CONNECT ${message.url}`);
    const password = message.headers['proxy-authorization'];
    if (password !== undefined) proxy.passwords.push(password);
    if (proxy.refuses) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nno',
      );
      return;
    }
    const onward = connectTcp(Number(new URL(leadsTo).port), '127.0.0.1');
    sockets.add(onward.on('error', () => socket.destroy()));
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    passwords: [],
    target: '',
    refuses: false,
    async dispose() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

import type { ClientRequest, IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { trustOf } from './trust';

/**
 * Stands for `node:https` in the SDK's request handler (esbuild.mjs puts it there), which hands requests no more than an
 * agent. The editor puts its own agent in the place of ours to find the way through proxies; what a request itself says
 * about certificates, it keeps. Source: VS Code, `src/vs/workbench/api/node/proxyResolver.ts`; @vscode/proxy-agent,
 * `createHttpPatch`.
 */
const sdkHttps = {
  Agent: https.Agent,
  request(options: RequestOptions, answered: (answer: IncomingMessage) => void): ClientRequest {
    const destination = {
      protocol: 'https',
      host: options.host ?? '',
      port: Number(options.port ?? 443),
    } as const;
    // Asked for by name each time: the editor replaces it after this module was loaded.
    return https.request({ ...options, ...trustOf(options.agent, destination) } as RequestOptions, answered);
  },
};

export default sdkHttps;

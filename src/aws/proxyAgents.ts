import type { ClientRequest, Agent as HttpAgent, AgentOptions } from 'node:http';
import type { SecureContext } from 'node:tls';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Environment } from './endpoints';
import { proxyFor, type Destination, type NetworkSettings } from './proxies';

/** What a proxying agent is made of. */
export interface Roads {
  direct: Readonly<Record<Destination['protocol'], HttpAgent>>;
  network: NetworkSettings;
  environment: Environment;
  secureContext: SecureContext | undefined;
  pool: Pick<AgentOptions, 'keepAlive' | 'maxSockets'>;
}

/** An agent that decides by the host of each request whether it goes through a proxy. */
export function proxying(roads: Roads): HttpAgent {
  return new ProxyingAgent(roads);
}

interface TlsOptions extends AgentOptions {
  secureContext: SecureContext | undefined;
}

class ProxyingAgent extends Agent {
  readonly #roads: Roads;
  readonly #through = new Map<string, Agent>();

  constructor(roads: Roads) {
    // Goes with every request to the agent that makes its connection.
    const trusted: TlsOptions = { secureContext: roads.secureContext };
    super(roads.secureContext === undefined ? {} : trusted);
    this.#roads = roads;
  }

  override connect(_: ClientRequest, options: AgentConnectOpts): HttpAgent {
    const destination: Destination = {
      protocol: options.secureEndpoint ? 'https' : 'http',
      host: options.host ?? '',
      port: options.port ?? (options.secureEndpoint ? 443 : 80),
    };
    const proxy = proxyFor(destination, this.#roads.network, this.#roads.environment);
    return proxy === undefined ? this.#roads.direct[destination.protocol] : this.#agentOf(destination, proxy);
  }

  override destroy(): void {
    for (const agent of [...Object.values(this.#roads.direct), ...this.#through.values()]) agent.destroy();
    super.destroy();
  }

  #agentOf({ protocol }: Destination, proxy: URL): Agent {
    const key = `${protocol} ${proxy.href}`;
    const known = this.#through.get(key);
    if (known !== undefined) return known;
    const { network, pool, secureContext } = this.#roads;
    const options = {
      ...pool,
      ...(secureContext === undefined ? {} : { secureContext }),
      rejectUnauthorized: network.strictSsl,
    };
    const Tunnel = network.strictSsl ? HttpsProxyAgent : UncheckedTunnel;
    const made = protocol === 'https' ? new Tunnel(proxy, options) : new HttpProxyAgent(proxy, options);
    this.#through.set(key, made);
    return made;
  }
}

/** Takes whatever certificate comes through the proxy: one that opens TLS shows its own in place of AWS's. */
class UncheckedTunnel extends HttpsProxyAgent<string> {
  override connect(
    ...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>
  ): ReturnType<HttpsProxyAgent<string>['connect']> {
    return super.connect(request, { ...options, rejectUnauthorized: false } as typeof options);
  }
}

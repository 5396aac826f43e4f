import type { Agent } from 'node:http';
import type { Destination } from './proxies';

/** What a request says itself about the certificates that it takes; it then stands whichever agent sees to it. */
export interface Trust {
  ca?: readonly string[];
  rejectUnauthorized?: false;
}

const trusts = new WeakMap<Agent, (destination: Destination) => Trust>();

/** From now on, requests of this agent say what they trust. */
export function withTrust<A extends Agent>(agent: A, trust: (destination: Destination) => Trust): A {
  trusts.set(agent, trust);
  return agent;
}

/** What a request of an agent has to say: nothing, unless the agent may not be asked. */
export function trustOf(agent: unknown, destination: Destination): Trust {
  return typeof agent === 'object' && agent !== null ? (trusts.get(agent as Agent)?.(destination) ?? {}) : {};
}

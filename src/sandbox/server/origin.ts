import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
/** Names that no stranger can register and point at this machine. (`.local` is for whoever is in the same network.) */
const KNOWN_NAMES = /(^|\.)(localhost|internal|test|amazonaws\.com(\.cn)?|localhost\.localstack\.cloud)$/i;

/** Can only this machine reach an address to listen on? */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Why a request is not served, where it may come from a web page: browsers send `Origin`, and a page whose name was
 * pointed at this machine (DNS rebinding) sends that name. Programs do neither.
 */
export function pageRefusal({ origin, host }: IncomingHttpHeaders, listensOn: string): string | undefined {
  if (origin !== undefined)
    return 'The sandbox does not serve web pages: it takes no requests with an Origin.';
  // Whoever listens for other machines is known to them by names that only they know.
  if (host === undefined || !isLoopback(listensOn) || isExpected(host)) return undefined;
  return `The sandbox is not known as ${host}: use its address, or localhost.`;
}

function isExpected(host: string): boolean {
  const address = /^\[(.*)\](:\d*)?$/.exec(host)?.[1];
  if (address !== undefined) return isIP(address) !== 0;
  // A dot at the end only says that the name is complete.
  const name = host.replace(/:\d*$/, '').replace(/\.$/, '');
  if (!/^[a-z0-9_.-]+$/i.test(name)) return false;
  return !name.includes('.') || isIP(name) !== 0 || KNOWN_NAMES.test(name);
}

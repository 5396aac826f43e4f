import type { IncomingMessage } from 'node:http';

/** Where a request wants to go. */
export type Route =
  | { kind: 'control'; path: string }
  | { kind: 'json'; service: 'kms' | 'cloudtrail' | 'unknown'; operation: string }
  | { kind: 'query' };

/** Reads it from path and headers; the body is not there yet. */
export function routeOf(request: IncomingMessage): Route {
  const path = request.url ?? '/';
  if (path.startsWith('/_sandbox/')) return { kind: 'control', path: path.slice('/_sandbox/'.length) };
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return { kind: 'json', ...jsonTarget(target) };
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('application/x-amz-json')
    ? { kind: 'json', service: 'unknown', operation: '' }
    : { kind: 'query' };
}

function jsonTarget(target: string): { service: 'kms' | 'cloudtrail' | 'unknown'; operation: string } {
  const at = target.lastIndexOf('.');
  const [service, operation] = [target.slice(0, at), target.slice(at + 1)];
  if (service === 'TrentService') return { service: 'kms', operation };
  if (service.endsWith('CloudTrail_20131101')) return { service: 'cloudtrail', operation };
  return { service: 'unknown', operation };
}

import type { KeyRef } from '../../keys/model';

/** Scheme of the documents that are a key's own policy. */
export const policyScheme = 'kms-policy';

/** What the address of a key's policy says: `/CONNECTION/REGION/KEYID/NAME.key-policy.json`. */
export interface PolicyAddress {
  connection: string;
  region: string;
  keyId: string;
}

const suffix = '.key-policy.json';

/** The path under which a key's policy opens. The name is for people: only what stands before it counts. */
export function policyPath(ref: Pick<KeyRef, 'connection' | 'region' | 'keyId'>, name: string): string {
  const label = fileName(name) || fileName(ref.keyId) || 'key';
  return `/${[ref.connection, ref.region, ref.keyId].map(encodeURIComponent).join('/')}/${label}${suffix}`;
}

/** What is left of a name when only what a file's name may hold is kept. */
function fileName(name: string): string {
  return name.replace(/[/\\]+/g, '-').replace(/[^\p{L}\p{N} ._:-]/gu, '');
}

/** The reverse; undefined where the path is no key's policy. */
export function readPolicyPath(path: string): PolicyAddress | undefined {
  const [empty, connection, region, keyId, name, ...more] = path.split('/');
  if (empty !== '' || !connection || !region || !keyId || !name?.endsWith(suffix) || more.length > 0)
    return undefined;
  try {
    return {
      connection: decodeURIComponent(connection),
      region: decodeURIComponent(region),
      keyId: decodeURIComponent(keyId),
    };
  } catch {
    // A stray percent sign: somebody else wrote this path.
    return undefined;
  }
}

/** What the document is called without its ending. */
export function policyName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(suffix, '');
}

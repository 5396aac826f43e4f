/** The parts of a document's address that say what it is. */
export interface UriParts {
  scheme: string;
  /** Decoded, with a slash before each part. */
  path: string;
}

/** Reads an address as editors write it: `file:///a%20b.json`, `untitled:Untitled-1`, `kms-policy:/sandbox/…`. */
export function uriParts(uri: string): UriParts {
  const [, scheme = '', path = ''] = /^([^:/?#]*):(?:\/\/[^/?#]*)?([^?#]*)/.exec(uri) ?? [];
  return { scheme, path: decoded(path) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A stray percent sign stands for itself.
  }
}

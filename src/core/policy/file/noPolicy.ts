import type { PolicyDocument, Value } from '../document';
import { policyElements } from '../vocabulary/limits';
import { closest } from '../vocabulary/match';

/** JSON of any other kind: neither a policy, nor a statement, nor what was to be one. */
export function isNoPolicy({ root, problems, text }: PolicyDocument): boolean {
  if (root === undefined || problems.some(({ kind }) => kind === 'invalid')) return false;
  if (root.kind !== 'object' && root.kind !== 'array') return false;
  const objects = root.kind === 'object' ? [root] : root.items;
  // What is empty may be the beginning of one.
  return objects.length > 0 && text.trim() !== '{}' && !objects.some(looksLikePolicy);
}

function looksLikePolicy(value: Value): boolean {
  if (value.kind !== 'object') return false;
  const names = value.members.map(({ key }) => key.value);
  return names.some(
    (name) => /^(Version|Id|Effect|Policy)$/.test(name) || closest(name, policyElements) === 'Statement',
  );
}

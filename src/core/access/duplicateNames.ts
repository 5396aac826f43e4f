import { createScanner } from 'jsonc-parser';
import { token } from '../policy/tokens';

/** A name that stands twice in one object of a JSON text; `path` is the place of the second. */
export interface DuplicateName {
  path: readonly (string | number)[];
  name: string;
}

/** An object or a list that is not closed yet. */
interface Open {
  names?: Set<string>;
  at: string | number;
}

/**
 * Names that are there twice: `JSON.parse` keeps the last and says nothing, so that half of what somebody wrote is
 * lost. The text has to be JSON.
 */
export function duplicateNames(text: string): DuplicateName[] {
  if (!text.includes(':')) return [];
  const found: DuplicateName[] = [];
  const scanner = createScanner(text, true);
  const open: Open[] = [];
  let expectsName = false;
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    const last = open.at(-1);
    switch (kind) {
      case token.openBrace:
        open.push({ names: new Set(), at: '' });
        expectsName = true;
        break;
      case token.openBracket:
        open.push({ at: 0 });
        expectsName = false;
        break;
      case token.closeBrace:
      case token.closeBracket:
        open.pop();
        expectsName = false;
        break;
      case token.comma:
        expectsName = last?.names !== undefined;
        if (typeof last?.at === 'number') last.at += 1;
        break;
      case token.string: {
        if (!expectsName || last?.names === undefined) break;
        expectsName = false;
        const name = scanner.getTokenValue();
        last.at = name;
        if (last.names.has(name)) found.push({ path: open.map(({ at }) => at), name });
        last.names.add(name);
      }
    }
  }
  return found;
}

/** `["Statement", 0, "Effect"]` as people write it: `Statement[0].Effect`. */
export function pathInWords(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (words, part) =>
      typeof part === 'number' ? `${words}[${part}]` : words === '' ? part : `${words}.${part}`,
    '',
  );
}

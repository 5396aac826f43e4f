import type { Span } from '../../document';
import type { HostFile, Reading } from '../language';
import { hostedPolicy } from './hosted';
import type { Known, ReadPolicy } from './hosted';
import { Module } from './module';
import { reachedIn } from './reach';
import { hereIn } from './references';
import { readSource } from './sourceFile';
import type { SourceFile } from './sourceFile';

/** What was read before: each other file of the module by its name, and each policy by its text. */
interface Memory {
  files: ReadonlyMap<string, SourceFile>;
  policies: ReadonlyMap<string, ReadPolicy | undefined>;
}

/**
 * The key policies of a file, which is read as one with its companions.
 * @param offset where completion is asked for: only the policy there is wanted, half-typed as it is
 */
export function readModule(
  { name, text }: HostFile,
  earlier: Reading | undefined,
  companions: readonly HostFile[] = [],
  offset?: number,
): Reading {
  const before = earlier?.memory as Memory | undefined;
  const files = new Map<string, SourceFile>();
  const own = readSource(name, text);
  const others = companions.map((file) => {
    const known = before?.files.get(file.name);
    const source = known?.text === file.text ? known : readSource(file.name, file.text);
    files.set(file.name, source);
    return source;
  });
  const module = new Module([own, ...others]);
  const here = hereIn(module);
  const known = new Kept(before?.policies);
  const reached = reachedIn(module).filter(
    ({ file, what: { node } }) => file === own && (offset === undefined || isIn(node, offset)),
  );
  const policies = reached
    .flatMap(
      (one) => hostedPolicy(one, { lenient: offset !== undefined, known, ...(here && { here }) }) ?? [],
    )
    .sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  const unread = own.broken.filter(({ start }) => reached.some(({ what: { node } }) => isIn(node, start)));
  const memory: Memory = { files, policies: known.used };
  return {
    ...{ policies, problems: [], certain: true, memory },
    ...(unread.length > 0 && { unread }),
  };
}

const isIn = ({ span }: { span: Span }, offset: number): boolean =>
  span.start <= offset && offset <= span.end;

/** What is asked for again stays the same value; what is not is forgotten. */
class Kept implements Known {
  readonly #before: ReadonlyMap<string, ReadPolicy | undefined>;
  readonly used = new Map<string, ReadPolicy | undefined>();

  constructor(before: ReadonlyMap<string, ReadPolicy | undefined> = new Map()) {
    this.#before = before;
  }

  get(name: string, make: () => ReadPolicy | undefined): ReadPolicy | undefined {
    const before = this.used.has(name) ? this.used : this.#before;
    const found = before.has(name) ? before.get(name) : make();
    this.used.set(name, found);
    return found;
  }
}

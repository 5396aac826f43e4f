import type { HostFile, Reading } from '../language';
import { hostedPolicy } from './hosted';
import { largest } from './languages';
import { Module } from './module';
import { reachedIn } from './reach';
import { readSource } from './sourceFile';
import type { SourceFile } from './sourceFile';

/** What was read of each file of the module, by its name. */
type Memory = ReadonlyMap<string, SourceFile>;

/** The key policies of a file, which is read as one with its companions. */
export function readModule(
  { name, text }: HostFile,
  earlier: Reading | undefined,
  companions: readonly HostFile[] = [],
  lenient = false,
): Reading {
  const known = earlier?.memory as Memory | undefined;
  const memory = new Map<string, SourceFile>();
  const own = readSource(name, text);
  const others = companions
    .filter((file) => file.text.length <= largest)
    .map((file) => {
      const before = known?.get(file.name);
      const source = before?.text === file.text ? before : readSource(file.name, file.text);
      memory.set(file.name, source);
      return source;
    });
  const module = new Module([own, ...others]);
  const policies = reachedIn(module)
    .filter(({ file }) => file === own)
    .flatMap((reached) => hostedPolicy(reached, lenient) ?? [])
    .sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return {
    ...{ policies, problems: [], certain: true, memory },
    ...(own.broken.length > 0 && { unread: own.broken }),
  };
}

// `npm run bench`: figures for the budgets, as a table and as test-results/bench.json. It fails nothing.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { results } from '../harness/paths';
import { benches } from 'virtual:benches';

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What we aim at, or the peer's figure in the same run. */
  limit?: string | number | undefined;
}

const only = process.argv.slice(2);
const figures: (Figure & { bench: string })[] = [];
console.log(`${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
for (const [bench, load] of Object.entries(benches)) {
  if (only.length > 0 && !only.includes(bench)) continue;
  const measured = await load();
  for (const figure of await measured.run()) {
    figures.push({ bench, ...figure });
    console.log(line(bench, figure));
  }
}
await mkdir(results, { recursive: true });
await writeFile(join(results, 'bench.json'), JSON.stringify(figures, undefined, 2));
process.exit(0);

function line(bench: string, { name, value, unit, limit }: Figure): string {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
  const beside =
    limit === undefined
      ? ''
      : `   (${typeof limit === 'number' ? `aim ${limit.toLocaleString('en')} ${unit}` : limit})`;
  return `${bench.padEnd(12)} ${name.padEnd(52)} ${shown.padStart(12)} ${unit}${beside}`;
}

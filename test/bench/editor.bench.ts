import { runInHost } from '../harness/inHost';
import { openWorkbench } from '../harness/workbench';
import type { Figure } from './main';

/** What we do at activation inside real VS Code, and the time until keys of the sandbox are seen. */
export async function run(): Promise<Figure[]> {
  const activations: number[] = [];
  for (let round = 0; round < 5; round++) {
    const text = await runInHost({ module: 'activationTime.cjs', log: () => undefined });
    activations.push((JSON.parse(text) as { milliseconds: number }).milliseconds);
  }
  return [
    { name: 'activate, median of fresh hosts', value: median(activations), unit: 'ms', limit: 20 },
    { name: 'open the view → first keys, sandbox starting', value: await firstRows(), unit: 'ms' },
  ];
}

async function firstRows(): Promise<number> {
  const workbench = await openWorkbench({ name: 'bench' });
  try {
    const start = performance.now();
    await workbench.page.getByRole('tab', { name: 'AWS KMS' }).click();
    await workbench
      .row(/payments/)
      .first()
      .waitFor();
    return performance.now() - start;
  } finally {
    await workbench.close();
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

import { defineConfig } from 'vitest/config';

/** The tests that `run.mjs` names, and no others. */
export default defineConfig({
  test: {
    include: JSON.parse(process.env['MUTATION_TESTS'] ?? '[]') as string[],
    environment: 'node',
    testTimeout: 30_000,
  },
});

import { defineConfig } from 'vitest/config';

/** Suites that drive the real workbench: one at a time, each with a VS Code of its own. */
export default defineConfig({
  test: {
    include: ['test/ui/**/*.test.ts'],
    environment: 'node',
    testTimeout: 240_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    pool: 'forks',
    bail: 1,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
});

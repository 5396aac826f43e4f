import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
    pool: 'threads',
    // One worker a core: vitest's default leaves one core of two idle.
    maxWorkers: '100%',
  },
});

import { defineConfig } from 'vitest/config';

/** The webviews' pages in real Chromium, without VS Code around them. Build first: `node esbuild.mjs`. */
export default defineConfig({
  test: {
    include: ['test/ui/webview/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});

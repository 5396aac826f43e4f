// Measures, inside VS Code, how long the extension takes to load and activate. Used by the benchmark only.
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('kms-workbench.kms-workbench');
  const wasActive = extension?.isActive ?? false;
  const start = performance.now();
  await extension?.activate();
  const milliseconds = performance.now() - start;
  const file = process.env['KMS_TEST_RESULT'];
  if (file) writeFileSync(file, JSON.stringify({ milliseconds, wasActive }));
}

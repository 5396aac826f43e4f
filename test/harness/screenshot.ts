// `npm run screenshot`: the README's picture, of the sandbox's keys and the wizard's first step.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths';
import { openWorkbench, type Workbench } from './workbench';

const target = join(root, 'media', 'screenshot.png');

/** What a sidebar needs for the longest row of the sandbox. */
const sidebarWidth = 410;

async function main(): Promise<void> {
  const workbench = await openWorkbench({
    name: 'screenshot',
    theme: 'dark',
    // The bar would say that this is a development host.
    settings: {
      'window.customTitleBarVisibility': 'never',
      'window.commandCenter': false,
      'workbench.layoutControl.enabled': false,
    },
  });
  try {
    await showKeys(workbench);
    await showWizard(workbench);
    await workbench.page.mouse.move(900, 690);
    await workbench.page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
    await workbench.page.screenshot({ path: target, animations: 'disabled', caret: 'hide' });
  } finally {
    await workbench.close();
  }
  const { size } = await stat(target);
  console.log(`${target}: ${String(Math.round(size / 1024))} KB`);
}

/** The tree with all rows filled in, and one key unfolded. */
async function showKeys({ page, row }: Workbench): Promise<void> {
  await page.getByRole('tab', { name: 'AWS KMS' }).click();
  await row(/^payments, rotates/)
    .first()
    .waitFor();
  await row(/^signing, ECC/)
    .first()
    .waitFor();
  await widenSidebar(page);
  await row(/^payments, rotates/)
    .first()
    .click();
  await page.keyboard.press('ArrowRight');
  await row(/^Key policy/).waitFor();
  await page.keyboard.press('Home');
}

async function widenSidebar(page: Workbench['page']): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('The sidebar is not shown.');
  const edge = box.x + box.width;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(sidebarWidth, 400, { steps: 5 });
  await page.mouse.up();
}

async function showWizard({ row, webview }: Workbench): Promise<void> {
  const region = row(/^us-east-1/).first();
  await region.hover();
  await region.getByRole('button', { name: /^Create Key/ }).click();
  await webview().getByRole('heading', { name: 'Configure key' }).waitFor();
  await webview()
    .getByRole('radio', { name: /^Symmetric/ })
    .waitFor();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

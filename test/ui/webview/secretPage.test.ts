import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ResultPart } from '../../../src/core/crypto/outputForms';
import { serveSecret } from '../../../src/sessions/crypto/serveSecret';
import { launchChromium } from '../../harness/chromium';
import { results } from '../../harness/paths';
import { openStage, type Stage } from './stage';
import { themes, type ThemeName } from './themes';

const shots = join(results, 'webview');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let stage: Stage;
let parts: ResultPart[];
let copied: { text: string; secret: boolean }[];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launchChromium(console.log);
});
afterAll(() => browser.close());
afterEach(() => stage.close());

async function open(): Promise<void> {
  copied = [];
  parts = [
    { name: 'In the clear', bytes: Buffer.from('correct <b>horse</b>\nbattery'), secret: true },
    { name: 'Encrypted', bytes: Buffer.from([0, 1, 2, 255]), secret: false },
  ];
  stage = await openStage(browser, 'secret', (channel) =>
    serveSecret(
      channel,
      { title: 'Generate data key: payments', parts },
      {
        copy: (text, secret) => Promise.resolve(void copied.push({ text, secret })),
        save: () => Promise.resolve(),
        log: (doing) => expect.unreachable(doing),
      },
    ),
  );
  await stage.page.getByRole('heading', { name: 'Generate data key: payments' }).waitFor();
}

describe('the page of secrets', () => {
  it('shows each part in its forms, as text and never as markup, and copies what is shown', async () => {
    await open();
    const clear = stage.page.getByRole('region', { name: 'In the clear' });
    expect(await clear.locator('pre').textContent()).toBe('correct <b>horse</b>\nbattery');
    await clear.getByRole('button', { name: 'hex', exact: true }).click();
    expect(await clear.locator('pre').textContent()).toBe(Buffer.from(parts[0]?.bytes ?? '').toString('hex'));
    await clear.getByRole('button', { name: 'Copy' }).click();
    await stage.page.getByRole('region', { name: 'Encrypted' }).getByRole('button', { name: 'Copy' }).click();
    await expect
      .poll(() => copied)
      .toEqual([
        { text: Buffer.from('correct <b>horse</b>\nbattery').toString('hex'), secret: true },
        { text: 'AAEC/w==', secret: false },
      ]);
  });

  it('keeps nothing in the editor’s state, and empties its buffers when it is closed', async () => {
    await open();
    const kept = await stage.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect(kept).not.toContain('battery');
    await stage.close();
    expect(parts.every(({ bytes }) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  it.each(Object.keys(themes) as ThemeName[])('is drawn without faults in the theme %s', async (theme) => {
    await open();
    await stage.setTheme(theme);
    await stage.page.evaluate(axe);
    const { violations } = await stage.page.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    expect(await stage.cspViolations()).toEqual([]);
    await stage.page.screenshot({ path: join(shots, `secret-${theme}.png`) });
  });
});

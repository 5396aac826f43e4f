import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { serve } from '../../../src/protocol/serve';
import { isNothing, isString } from '../../../src/protocol/shape';
import { launchChromium } from '../../harness/chromium';
import { results } from '../../harness/paths';
import type { PartsMethods } from './parts/methods';
import { openStage, type Stage } from './stage';
import { themes, type ThemeName } from './themes';

const shots = join(results, 'webview');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let stage: Stage;
/** What the host has been asked for and has not answered. */
let waiting: {
  input: string | undefined;
  answer: (value: unknown) => void;
  refuse: (error: Error) => void;
}[];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  browser = await launchChromium(console.log);
});
afterAll(() => browser.close());
afterEach(() => stage.close());

async function open(): Promise<Page> {
  waiting = [];
  const ask = <T>(input?: string) =>
    new Promise<T>((resolve, reject) =>
      waiting.push({ input, answer: (value) => resolve(value as T), refuse: reject }),
    );
  const handlers = {
    grants: { accepts: isNothing, run: () => ask<string[]>() },
    describe: { accepts: isString, run: (input: string) => ask<string>(input) },
  };
  stage = await openStage(
    browser,
    'parts',
    (channel) => serve<PartsMethods>(channel, handlers),
    'dist/test/webview',
  );
  await stage.page.getByRole('heading', { name: 'payments' }).waitFor();
  return stage.page;
}

const tab = (name: string) => stage.page.getByRole('tab', { name });
const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
const textBox = (name: string) => stage.page.getByRole('textbox', { name, exact: true });
const item = (name: string) => stage.page.getByRole('menuitem', { name });
const press = (key: string) => stage.page.keyboard.press(key);
const said = () => stage.page.locator('body > [role=status]').innerText();
const focused = (locator: Locator) =>
  expect.poll(() => locator.evaluate((element) => element === document.activeElement)).toBe(true);

/** The next request of the page, once it is there. */
async function asked(): Promise<(typeof waiting)[number]> {
  await expect.poll(() => waiting.length).toBe(1);
  const [request] = waiting.splice(0);
  if (!request) throw new Error('The page has asked for nothing.');
  return request;
}

describe('tabs', () => {
  it('are one stop of Tab; arrows move between them, and Enter chooses', async () => {
    const page = await open();
    await tab('General').focus();
    await press('ArrowRight');
    await focused(tab('Policy'));
    expect(await tab('General').getAttribute('aria-selected')).toBe('true');
    await press('End');
    await focused(tab('Activity'));
    await press('ArrowRight');
    await press('ArrowLeft');
    await press('Enter');
    expect(await tab('Activity').getAttribute('aria-selected')).toBe('true');
    await press('Tab');
    await focused(page.getByRole('tabpanel', { name: 'Activity' }));
    await press('Shift+Tab');
    await focused(tab('Activity'));
    await press('Home');
    await press('Shift+Tab');
    await focused(button('Cancel deletion'));
    await press('Tab');
    await focused(tab('Activity'));
  });

  it('survive a reload of the page', async () => {
    await open();
    await tab('Rotation').click();
    await stage.reload();
    await expect.poll(() => tab('Rotation').getAttribute('aria-selected')).toBe('true');
  });
});

describe('a menu', () => {
  it('opens by keyboard, moves by arrows and letters, and gives the focus back', async () => {
    const page = await open();
    await button('Actions').focus();
    await press('ArrowUp');
    await focused(item('Schedule deletion…'));
    await press('ArrowDown');
    await focused(item('Encrypt…'));
    await press('r');
    await focused(item('Rotate now'));
    await press('r');
    await focused(item('Refresh'));
    await press('Enter');
    await focused(button('Actions'));
    expect(await page.locator('#done').innerText()).toBe('refresh');
    await press('Enter');
    await focused(item('Encrypt…'));
    await press('Escape');
    await focused(button('Actions'));
    expect(await page.getByRole('menu').count()).toBe(0);
  });

  it('says why an item cannot be chosen, and stays open', async () => {
    const page = await open();
    await button('Actions').click();
    const rotate = item('Rotate now');
    expect(await rotate.getAttribute('aria-disabled')).toBe('true');
    await rotate.getByText('is not rotated').waitFor();
    await rotate.click({ force: true });
    await page.getByRole('menu').waitFor();
    expect(await page.locator('#done').innerText()).toBe('');
  });

  it('closes when the focus goes elsewhere, and leaves it there', async () => {
    const page = await open();
    await button('Actions').click();
    await press('Tab');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await focused(button('Copy ARN'));
    await button('Actions').click();
    await textBox('Description')
      .or(page.getByRole('heading', { name: 'payments' }))
      .click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  });
});

describe('a section', () => {
  it('says that it loads, why it failed, and what it has after Retry', async () => {
    const page = await open();
    await tab('Grants').click();
    await page.getByText('Loading the grants…').waitFor();
    (await asked()).refuse(new KmsError('denied', 'You may not list the grants of this key.'));
    await page.getByText('You may not list the grants').waitFor();
    await button('Retry').focus();
    await press('Enter');
    await button('Retrying…').waitFor();
    await press('Enter');
    (await asked()).answer(['grant-1', 'grant-2']);
    await page.getByRole('rowheader', { name: 'grant-2' }).waitFor();
    // The button has gone with the failure.
    await focused(page.getByRole('heading', { name: 'Grants' }));
  });

  it('keeps what it has while it is asked for again, and says where there is nothing', async () => {
    const page = await open();
    await tab('Grants').click();
    (await asked()).answer(['grant-1']);
    await page.getByRole('rowheader', { name: 'grant-1' }).waitFor();
    await tab('Grants').click();
    expect(await page.getByRole('rowheader', { name: 'grant-1' }).count()).toBe(1);
    (await asked()).refuse(new Error('AWS did not answer.'));
    await page.getByText('What is shown was loaded before.').waitFor();
    expect(await page.getByRole('rowheader', { name: 'grant-1' }).count()).toBe(1);
    await button('Retry').click();
    (await asked()).answer([]);
    await page.getByText('This key has no grants.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});

describe('rows that are edited', () => {
  it('are added, changed, removed and kept with the keyboard alone', async () => {
    const page = await open();
    await tab('Tags').click();
    await button('Add tag').focus();
    await press('Enter');
    await focused(textBox('Key of tag 3'));
    await page.keyboard.type('aws:x');
    await page.getByText('Keys cannot begin with aws:.').waitFor();
    expect(await textBox('Key of tag 3').getAttribute('aria-invalid')).toBe('true');
    await textBox('Value of tag 1').fill('billing');
    await button('Remove tag 2').focus();
    await press('Enter');
    await focused(button('Keep tag 2'));
    const changes = page.locator('#changes');
    expect(await changes.innerText()).toBe('1 added, 1 changed, 1 removed');
    await button('Remove tag 3').focus();
    await press('Enter');
    await focused(button('Keep tag 2'));
    await press('Enter');
    await textBox('Value of tag 1').fill('payments');
    expect(await changes.innerText()).toBe('unchanged');
  });
});

describe('a text', () => {
  it('is edited in its place: Enter saves, a refusal keeps what was typed', async () => {
    const page = await open();
    await button('Edit description').focus();
    await press('Enter');
    await focused(textBox('Description'));
    await textBox('Description').fill('Orders and refunds');
    await press('Enter');
    await page.getByRole('button', { name: 'Saving…' }).waitFor();
    const first = await asked();
    expect(first.input).toBe('Orders and refunds');
    first.refuse(new KmsError('wrong-state', 'The key is pending deletion.'));
    await page.getByRole('alert').getByText('pending deletion').waitFor();
    expect(await textBox('Description').inputValue()).toBe('Orders and refunds');
    await press('Enter');
    (await asked()).answer('Orders and refunds');
    await focused(button('Edit description'));
    await page.getByText('Orders and refunds').waitFor();
  });

  it('is as before after Escape', async () => {
    const page = await open();
    await button('Edit description').click();
    await page.keyboard.type('x');
    await press('Escape');
    await focused(button('Edit description'));
    await page.getByText('Orders database', { exact: true }).waitFor();
    expect(waiting).toEqual([]);
  });
});

describe('an identifier', () => {
  it('is copied, and says so', async () => {
    const page = await open();
    await button('Copy ARN').click();
    await expect.poll(said).toBe('Copied ARN');
    expect(await button('Copy ARN').getAttribute('title')).toBe('Copied ARN');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^arn:aws:kms:.*c5bb$/);
  });
});

describe('a banner', () => {
  it('says what its action is doing, and does it once', async () => {
    const page = await open();
    await button('Cancel deletion').focus();
    await press('Enter');
    await focused(button('Cancelling…'));
    expect(await button('Cancelling…').getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('status').getByText('Scheduled for deletion in 6 days').waitFor();
  });
});

async function problems(): Promise<string[]> {
  await stage.page.evaluate(axe);
  const found = await stage.page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

describe('all parts', () => {
  it.each(Object.keys(themes) as ThemeName[])(
    'are accessible and keep the security policy in %s',
    async (theme) => {
      const page = await open();
      await stage.setTheme(theme);
      const look = async (name: string) => {
        await page.screenshot({ path: join(shots, `parts-${name}-${theme}.png`), fullPage: true });
        expect(await problems(), name).toEqual([]);
      };
      await button('Actions').click();
      await press('ArrowDown');
      await look('menu');
      await press('Escape');
      await button('Edit description').click();
      await press('Enter');
      await button('Edit description').click();
      await page.keyboard.type('x');
      await press('Enter');
      (await asked()).refuse(new Error('The description was not saved.'));
      await page.getByRole('alert').waitFor();
      await look('edit');
      await tab('Tags').click();
      await button('Add tag').click();
      await page.keyboard.type('aws:x');
      await button('Remove tag 2').click();
      await look('tags');
      await tab('Grants').click();
      await look('loading');
      (await asked()).answer(['grant-1', 'grant-2']);
      await page.getByRole('rowheader', { name: 'grant-2' }).waitFor();
      await look('grants');
      await tab('Grants').click();
      (await asked()).refuse(new KmsError('denied', 'You may not list the grants of this key.'));
      await button('Retry').waitFor();
      await look('denied');
      expect(await stage.cspViolations()).toEqual([]);
    },
  );

  it.each([320, 480])('fit into an editor of %d pixels without scrolling sideways', async (width) => {
    const page = await open();
    await page.setViewportSize({ width, height: 600 });
    const room = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await button('Actions').click();
    expect(await room(), 'menu').toBeLessThanOrEqual(0);
    await press('Escape');
    for (const name of ['General', 'Tags']) {
      await tab(name).click();
      expect(await room(), name).toBeLessThanOrEqual(0);
    }
    await page.screenshot({ path: join(shots, `parts-tags-${width}.png`), fullPage: true });
  });
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errors, type Browser, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { startHost, type Host, type HostOptions } from './host';
import { results } from './paths';

export interface WorkbenchOptions extends HostOptions {
  /** Names the folder of the screenshots. */
  name: string;
  /** One that is asked for is waited for; else whichever is drawn will do. */
  theme?: 'dark' | 'light' | 'high-contrast';
  viewport?: { width: number; height: number };
}

/**
 * Each theme by the name that every VS Code since 1.101 knows (a newer one replaces it, and only then draws it: in the
 * browser it takes a setting for the theme when that changes, not at its start), the class by which the workbench
 * says that it is drawn, and what the browser is asked to prefer. High contrast follows the browser alone.
 */
const themes = {
  dark: { id: 'Default Dark Modern', drawn: 'dark_modern', prefers: {} },
  light: { id: 'Default Light Modern', drawn: 'light_modern', prefers: {} },
  'high-contrast': {
    id: 'Default High Contrast',
    drawn: 'hc_black',
    prefers: { colorScheme: 'dark', forcedColors: 'active' },
  },
} as const;

/** The real workbench in a browser, as a person's hands and eyes. */
export interface Workbench {
  page: Page;
  host: Host;
  /** Runs a command by its title in the palette. */
  command: (title: string) => Promise<void>;
  /** Opens a file of the folder by its name. */
  openFile: (name: string) => Promise<void>;
  /** A row of the sidebar tree by its label. */
  row: (name: RegExp | string) => Locator;
  /** Opens the context menu of a row and chooses an entry. */
  contextMenu: (row: RegExp | string, entry: RegExp | string) => Promise<void>;
  /** Presses a button of the modal dialog, and waits until the dialog is gone. */
  confirm: (button: RegExp | string) => Promise<void>;
  /** Scrolls the active editor to the first place of a text and puts the cursor behind it. */
  find: (text: string) => Promise<Locator>;
  /** Undoes until the editor is as it was saved. */
  undoAll: () => Promise<void>;
  /** The newest webview that shows something. */
  webview: () => FrameLocator;
  /** The quick input, once it is open. */
  quickInput: () => Promise<Locator>;
  /** Notices, opened as a list because toasts may be hidden. */
  notices: () => Promise<Locator>;
  /** A numbered picture in test-results/ui/NAME. */
  shot: (label: string) => Promise<void>;
  close: () => Promise<void>;
}

export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const theme = themes[options.theme ?? 'dark'];
  const settings = { 'workbench.colorTheme': theme.id, ...options.settings };
  const host = await startHost({ ...options, settings, log: (line) => console.log(line) });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium((line) => console.log(line));
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...theme.prefers,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    // The workbench below says when it is there: the browser's own "load" comes late on a busy machine.
    await page.goto(host.url, { waitUntil: 'commit' });
    await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 90_000 });
    if (options.theme) await page.locator(`.monaco-workbench[class*="themes-${theme.drawn}"]`).waitFor();
    return workbench(page, host, browser, options.name);
  } catch (error) {
    await browser?.close();
    await host.stop();
    throw error;
  }
}

function workbench(page: Page, host: Host, browser: Browser, name: string): Workbench {
  const pictures = join(results, 'ui', name);
  let count = 0;
  const quickInput = async (): Promise<Locator> => {
    const input = page
      .locator(
        '.quick-input-widget:visible input[type="text"], .quick-input-widget:visible input[type="password"]',
      )
      .first();
    await input.waitFor();
    return input;
  };
  const pick = async (keys: string, text: string): Promise<void> => {
    // The list closes when something else takes the focus meanwhile: then it is opened again.
    for (let tries = 0; tries < 5; tries++) if (await tryPick(page, keys, text)) return;
    throw new Error(`No list stayed open to choose ${text} from.`);
  };
  return {
    page,
    host,
    command: (title) => pick('F1', `>${title}`),
    openFile: async (file) => {
      const tab = page.getByRole('tab', { name: file });
      while (!(await tab.isVisible())) {
        await pick('Control+P', file);
        await tab.waitFor({ timeout: 5_000 }).catch(() => undefined);
      }
    },
    row: (label) => page.getByRole('treeitem', { name: label }),
    contextMenu: async (label, entry) => {
      const row = page.getByRole('treeitem', { name: label }).first();
      const menu = page.locator('.monaco-menu-container .monaco-menu, .context-view .monaco-menu').last();
      const item = menu.getByRole('menuitem', { name: entry }).first();
      // The entries come with what is known of the row and of the workspace: where the one is missing, or was drawn
      // disabled before the editor said that the workspace is trusted, the menu is opened again.
      for (let tries = 0; tries < 20; tries++) {
        await row.click({ button: 'right' });
        await menu.waitFor();
        const chosen = (await item.isVisible()) && (await item.isEnabled());
        if (chosen) await clickUntilGone(item, menu);
        else await page.keyboard.press('Escape');
        await menu.waitFor({ state: 'detached' });
        if (chosen) return;
      }
      throw new Error(`The menu of ${String(label)} has no ${String(entry)}.`);
    },
    confirm: async (button) => {
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.getByRole('button', { name: button }).click();
      await dialog.waitFor({ state: 'detached' });
    },
    find: async (text) => {
      await page.locator('.editor-instance .view-lines:visible').last().click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Control+f');
      const widget = page.locator('.find-widget.visible');
      await widget.locator('.find-part textarea').first().fill(text);
      await widget.locator('.matchesCount', { hasText: /^\? of|^\d+ of/ }).waitFor();
      await widget.locator('.find-part textarea').first().press('Enter');
      await widget.locator('.matchesCount', { hasText: /^\d+ of/ }).waitFor();
      await pressUntilGone(page, 'Escape', widget);
      await pressUntilGone(page, 'ArrowRight', selection(page));
      const line = page.locator('.view-line', { hasText: text }).first();
      await line.waitFor();
      return line;
    },
    undoAll: async () => {
      await pick('F1', '>File: Revert File');
      await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    },
    webview: () =>
      page.locator('iframe.webview.ready').last().contentFrame().frameLocator('iframe#active-frame'),
    quickInput,
    notices: async () => {
      const list = page.locator('.notifications-center');
      // It closes with the last notice in it, such as one of progress.
      while (!(await list.isVisible())) {
        await pick('F1', '>Notifications: Show Notifications');
        await list.waitFor({ timeout: 5_000 }).catch(() => undefined);
      }
      return list;
    },
    shot: async (label) => {
      await mkdir(pictures, { recursive: true });
      count += 1;
      await page.screenshot({ path: join(pictures, `${String(count).padStart(2, '0')}-${label}.png`) });
    },
    close: async () => {
      await browser.close();
      await host.stop();
    },
  };
}

/** What the status bar says of the place in the text, as long as something is selected. */
function selection(page: Page): Locator {
  return page.locator('.part.statusbar', { hasText: /Ln \d+, Col \d+ \(\d+ selected\)/ });
}

/** Presses a key, again where it came too early, until something has gone. */
async function pressUntilGone(page: Page, key: string, what: Locator): Promise<void> {
  const gone = (): Promise<boolean> =>
    what.waitFor({ state: 'detached', timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  do await page.keyboard.press(key);
  while (!(await gone()));
}

/** A menu takes no click for a moment after it opened: clicks an entry until the menu has closed. */
async function clickUntilGone(entry: Locator, menu: Locator): Promise<void> {
  const gone = (timeout: number): Promise<boolean> =>
    menu.waitFor({ state: 'detached', timeout }).then(
      () => true,
      () => false,
    );
  do await entry.click({ timeout: 1_000 }).catch(() => undefined);
  while (!(await gone(500)));
}

/** Opens the palette (or the list of files), types, and takes the row that fits; false where the list was closed meanwhile. */
async function tryPick(page: Page, keys: string, text: string): Promise<boolean> {
  const list = page.locator('.quick-input-widget:visible');
  // Keys do not reach the workbench while a webview has the focus.
  await page.locator('.part.statusbar').click({ position: { x: 2, y: 2 }, force: true });
  await page.keyboard.press(keys);
  try {
    await list.locator('input[type="text"]').first().fill(text, { timeout: 5_000 });
    // The list is filtered a moment after the typing: Enter takes the row that is focused then.
    await list.locator('.monaco-list-row.focused', { hasText: holding(text) }).waitFor({ timeout: 5_000 });
    await list.locator('input[type="text"]').first().press('Enter', { timeout: 1_000 });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** Matches texts that hold every word of this one, in any order. */
function holding(text: string): RegExp {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return new RegExp(words.map((word) => `(?=[^]*${word})`).join(''), 'iu');
}

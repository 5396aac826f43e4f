import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Disposable } from '../../../src/async/emitter';
import type { Channel } from '../../../src/protocol/channel';
import { queuedChannel } from '../../../src/protocol/queuedChannel';
import { themes, type ThemeName } from './themes';

export interface Stage {
  page: Page;
  /** The host's end of the way to the page. */
  channel: Channel;
  cspViolations(): Promise<string[]>;
  /** The page as VS Code makes it again after it was hidden. */
  reload(): Promise<void>;
  setTheme(theme: ThemeName): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the real page of `webview/KIND` in Chromium, talking to what `serve` connects it with; only VS Code's
 * frame is missing. Pages made for a test are in a folder of their own.
 */
export async function openStage(
  browser: Browser,
  kind: string,
  serve: (channel: Channel) => Disposable,
  folder: 'dist/webview' | 'dist/test/webview' = 'dist/webview',
): Promise<Stage> {
  const server = createServer((request, response) => {
    void fileOf(folder, kind, request.url ?? '/').then(({ type, body }) =>
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const context = await browser.newContext({
    viewport: { width: 1100, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  let posting: Promise<unknown> = Promise.resolve();
  const channel = queuedChannel((message) => {
    posting = posting.then(() =>
      page.evaluate((data) => window.postMessage(data, '*'), message as unknown).catch(() => undefined),
    );
  });
  const serving = serve(channel);
  await page.exposeFunction('postToHost', (message: unknown) => channel.receive(message));
  await page.addInitScript(fakeEditor);
  await page.goto(`http://127.0.0.1:${port}/`);
  const setTheme = (theme: ThemeName) => page.evaluate(applyTheme, themes[theme]);
  await setTheme('dark');
  return {
    page,
    channel,
    setTheme,
    cspViolations: () => page.evaluate(() => (window as unknown as { violations: string[] }).violations),
    async reload() {
      channel.pause();
      await page.reload();
      await setTheme('dark');
    },
    async close() {
      serving.dispose();
      channel.dispose();
      await context.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Stands for VS Code's interface in the page, and collects what breaks the content security policy. */
function fakeEditor(): void {
  const inPage = window as unknown as {
    violations: string[];
    acquireVsCodeApi(): unknown;
    postToHost(message: unknown): void;
  };
  inPage.violations = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    inPage.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  );
  inPage.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => inPage.postToHost(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
}

function applyTheme({ bodyClass, tokens }: (typeof themes)[ThemeName]): void {
  document.body.dataset['vscodeThemeKind'] = bodyClass;
  document.body.className = bodyClass;
  const { style } = document.documentElement;
  for (const name of [...style]) style.removeProperty(name);
  for (const [name, value] of Object.entries(tokens)) style.setProperty(`--vscode-${name}`, value);
}

const nonce = 'c3RhZ2U';

/** The same policy as in the editor, with this server in place of VS Code's. */
const htmlOf = (kind: string) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; img-src 'self'">
<meta property="csp-nonce" content="${nonce}">
<title>${kind}</title>
<link rel="stylesheet" href="/${kind}.css">
</head>
<body>
<main id="root"></main>
<script nonce="${nonce}" src="/${kind}.js"></script>
</body>
</html>`;

async function fileOf(
  folder: string,
  kind: string,
  url: string,
): Promise<{ type: string; body: string | undefined }> {
  if (url === '/') return { type: 'text/html', body: htmlOf(kind) };
  const type = url === `/${kind}.css` ? 'text/css' : url === `/${kind}.js` ? 'text/javascript' : undefined;
  if (type === undefined) return { type: 'text/plain', body: undefined };
  return { type, body: await readFile(join(import.meta.dirname, '../../..', folder, url), 'utf8') };
}

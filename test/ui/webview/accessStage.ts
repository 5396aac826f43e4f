import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { serveAccess } from '../../../src/features/access/serveAccess';
import type { AccessSession } from '../../../src/sessions/access/session';
import type { AccessEvents } from '../../../src/protocol/access';
import { emit } from '../../../src/protocol/events';
import { queuedChannel } from '../../../src/protocol/queuedChannel';
import { themes, type ThemeName } from './themes';

export interface AccessStage {
  page: Page;
  /** What the page asked the editor for. */
  asked: string[];
  explain(text: string): void;
  cspViolations(): Promise<string[]>;
  setTheme(theme: ThemeName): Promise<void>;
  close(): Promise<void>;
}

/** Opens the real page in Chromium, talking to a real session; only VS Code's frame is missing. */
export async function openAccessStage(browser: Browser, session: AccessSession): Promise<AccessStage> {
  const server = createServer((request, response) => {
    void serveFile(request.url ?? '/').then(({ type, body }) =>
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  let posting: Promise<unknown> = Promise.resolve();
  const channel = queuedChannel((message) => {
    posting = posting.then(() =>
      page.evaluate((data) => window.postMessage(data, '*'), message as unknown).catch(() => undefined),
    );
  });
  const asked: string[] = [];
  const serving = serveAccess(channel, session, {
    reveal: (place) => (asked.push(`reveal ${String(place.statement)}`), Promise.resolve()),
    addStatement: (statement) => (asked.push(`add ${String(statement.Sid)}`), Promise.resolve()),
    log: (doing) => void asked.push(`failed to ${doing}`),
  });
  await page.exposeFunction('postToHost', (message: unknown) => channel.receive(message));
  await page.addInitScript(fakeEditor);
  await page.goto(`http://127.0.0.1:${port}/`);
  const setTheme = (theme: ThemeName) =>
    page.evaluate(({ bodyClass, tokens }) => {
      document.body.dataset['vscodeThemeKind'] = bodyClass;
      document.body.className = bodyClass;
      for (const name of [...document.documentElement.style])
        document.documentElement.style.removeProperty(name);
      for (const [name, value] of Object.entries(tokens))
        document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }, themes[theme]);
  await setTheme('dark');
  return {
    page,
    asked,
    setTheme,
    explain: (text) => emit<AccessEvents>(channel, 'explain', text),
    cspViolations: () => page.evaluate(() => (window as unknown as { violations: string[] }).violations),
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
    getState: () => undefined,
    setState: () => undefined,
  });
}

const nonce = 'c3RhZ2U';
const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; img-src 'self'">
<meta property="csp-nonce" content="${nonce}">
<title>Access</title>
<link rel="stylesheet" href="/access.css">
</head>
<body>
<main id="root"></main>
<script nonce="${nonce}" src="/access.js"></script>
</body>
</html>`;

async function serveFile(url: string): Promise<{ type: string; body: string | undefined }> {
  const types: Record<string, string> = { '/access.css': 'text/css', '/access.js': 'text/javascript' };
  const type = types[url];
  if (url === '/') return { type: 'text/html', body: html };
  if (type === undefined) return { type: 'text/plain', body: undefined };
  return { type, body: await readFile(join(import.meta.dirname, '../../../dist/webview', url), 'utf8') };
}

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { serveSession, type PageHost } from '../../../src/features/wizard/serveSession';
import { WizardSession, type SessionPorts } from '../../../src/sessions/wizard/session';
import { queuedChannel } from '../../../src/protocol/queuedChannel';
import { sandboxPlace } from '../../unit/sessions/wizard/sandboxPorts';
import { themes, type ThemeName } from './themes';

export interface Stage {
  page: Page;
  session: WizardSession;
  /** What the page asked the editor for. */
  asked: string[];
  cspViolations(): Promise<string[]>;
  /** The page as VS Code makes it anew after it was hidden. */
  reload(): Promise<void>;
  setTheme(theme: ThemeName): Promise<void>;
  close(): Promise<void>;
}

/** Opens the wizard's real page in Chromium, talking to a real session; only VS Code's frame is missing. */
export async function openStage(browser: Browser, ports: SessionPorts): Promise<Stage> {
  const session = new WizardSession(sandboxPlace, ports);
  void session.connect();
  const server = createServer((request, response) => {
    void serveFile(request.url ?? '/').then(({ type, body }) =>
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
  let posting: Promise<unknown> = Promise.resolve();
  const channel = queuedChannel((message) => {
    posting = posting.then(() =>
      page.evaluate((data) => window.postMessage(data, '*'), message as unknown).catch(() => undefined),
    );
  });
  const asked: string[] = [];
  const host: PageHost = {
    openPolicy: () => (asked.push('openPolicy'), Promise.resolve()),
    showKey: () => (asked.push('showKey'), Promise.resolve()),
    close: () => void asked.push('close'),
    created: (run) =>
      void asked.push(`${run.status === 'done' ? 'created' : 'created a part of'} ${run.alias ?? ''}`),
    log: () => undefined,
  };
  const serving = serveSession(channel, session, host);
  await page.exposeFunction('postToHost', (message: unknown) => channel.receive(message));
  await page.addInitScript(fakeEditor);
  const address = `http://127.0.0.1:${port}/`;
  await page.goto(address);

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
    session,
    asked,
    setTheme,
    cspViolations: () => page.evaluate(() => (window as unknown as { violations: string[] }).violations),
    async reload() {
      channel.pause();
      await page.reload();
      await setTheme('dark');
    },
    async close() {
      serving.dispose();
      session.dispose();
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

const nonce = 'c3RhZ2U';

/** The same policy as in the editor, with this server in place of VS Code's. */
const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; img-src 'self'">
<meta property="csp-nonce" content="${nonce}">
<title>Create key</title>
<link rel="stylesheet" href="/wizard.css">
</head>
<body>
<main id="root"></main>
<script nonce="${nonce}" src="/wizard.js"></script>
</body>
</html>`;

async function serveFile(url: string): Promise<{ type: string; body: string | undefined }> {
  const types: Record<string, string> = { '/wizard.css': 'text/css', '/wizard.js': 'text/javascript' };
  const type = types[url];
  if (url === '/') return { type: 'text/html', body: html };
  if (type === undefined) return { type: 'text/plain', body: undefined };
  return { type, body: await readFile(join(import.meta.dirname, '../../../dist/webview', url), 'utf8') };
}

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AccessSession } from '../../../src/sessions/access/session';
import { launchChromium } from '../../harness/chromium';
import type { Bench } from '../../unit/sessions/access/sandbox';
import { accessBench } from '../../unit/sessions/access/sandbox';
import type { AccessStage } from './accessStage';
import { openAccessStage } from './accessStage';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let bench: Bench;
let keyArn: string;
let session: AccessSession;
let stage: AccessStage;
beforeAll(async () => {
  browser = await launchChromium(() => undefined);
  bench = await accessBench();
  const ref = await bench.makeKey((account) => ({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'Allow use',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:role/orders/orders-api` },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        Resource: '*',
      },
      {
        Sid: 'Allow grants',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:role/orders/orders-api` },
        Action: 'kms:CreateGrant',
        Resource: '*',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
      {
        Sid: 'No deletion',
        Effect: 'Deny',
        Principal: { AWS: `arn:aws:iam::${account}:role/Admin` },
        Action: 'kms:ScheduleKeyDeletion',
        Resource: '*',
      },
      {
        Sid: 'CloudTrail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ],
  }));
  keyArn = ref.arn;
  session = new AccessSession({ kind: 'key', ref }, bench.ports);
  await session.load();
  stage = await openAccessStage(browser, session);
  await stage.page.getByRole('heading', { name: 'Who can use payments' }).waitFor();
});
afterAll(async () => {
  await stage.close();
  session.dispose();
  await browser.close();
  await bench.stop();
});

const cell = (name: string | RegExp) => stage.page.getByRole('button', { name });

it('is a table whose cells open their reason and lead to the statement', async () => {
  const { page, asked } = stage;
  await page.getByRole('rowheader', { name: 'role/orders/orders-api' }).waitFor();
  await cell(/^role\/orders\/orders-api, Grant: allowed under conditions/).click();
  await page.getByText('an AWS service asks for the grant on behalf of the caller').waitFor();
  await page.getByRole('button', { name: 'Statement 3 “Allow grants”', exact: true }).click();
  await expect.poll(() => asked).toContain('reveal 2');
});

it('offers the statement that is missing', async () => {
  const { page, asked } = stage;
  await cell(/^role\/orders\/orders-api, Administer: not allowed/).click();
  await page.getByRole('button', { name: 'Add this statement to the policy' }).click();
  await expect.poll(() => asked).toContain('add Allow administration by orders-api');
});

it('moves between cells with the arrow keys, and opens with Enter', async () => {
  const { page } = stage;
  await cell(/^Account .*, Administer:/).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  expect(await cell(/^Account .*, Use:/).getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Enter');
  expect(await cell(/^Account .*, Use:/).getAttribute('aria-expanded')).toBe('false');
});

it('decides a request step by step', async () => {
  const { page } = stage;
  await page.getByText('Try a request').click();
  await page.getByRole('combobox', { name: 'Principal' }).fill(`arn:aws:iam::${bench.account}:role/Admin`);
  await page.getByRole('combobox', { name: 'Action' }).fill('kms:ScheduleKeyDeletion');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('Denied by a statement').first().waitFor();
  await page.getByRole('button', { name: /^Statement 4 .*denies\.$/ }).waitFor();
});

it('says at the fields what is wrong with a request, and goes to the first', async () => {
  const { page } = stage;
  const [principal, action] = ['Principal', 'Action'].map((name) => page.getByRole('combobox', { name }));
  await principal?.fill('alice');
  await action?.fill('kms:Decrpt');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('"alice" is no account, user, role, session or service: write its ARN.').waitFor();
  await page.getByText('There is no KMS action kms:Decrpt. Did you mean "kms:Decrypt"?').waitFor();
  await expect.poll(() => principal?.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await page.getByRole('region', { name: 'Verdict' }).textContent()).toBe('');
  await action?.fill('');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText('Say for which action.').waitFor();
  await principal?.fill(`arn:aws:iam::${bench.account}:role/Admin`);
  await action?.fill('kms:Decrypt');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByRole('region', { name: 'Verdict' }).getByRole('listitem').first().waitFor();
  expect(await page.locator('.field-error').count()).toBe(0);
});

it('says at its field why something is no principal of the table', async () => {
  const { page } = stage;
  const adder = page.getByRole('combobox', { name: 'ARN of a user or role to add to the table' });
  await adder.fill('garbage');
  await page.getByRole('button', { name: 'Add to the table' }).click();
  await page.getByText('"garbage" is no account').first().waitFor();
  expect(await adder.inputValue()).toBe('garbage');
  await adder.fill(`arn:aws:iam::${bench.account}:role/Admin`);
  await page.getByRole('button', { name: 'Add to the table' }).click();
  await expect.poll(() => page.locator('.field-error').count()).toBe(0);
});

it('has a legend of the signs that stand in it, and scrolls to the reason of a cell at the edge', async () => {
  const { page } = stage;
  const legend = page.getByRole('list', { name: 'Legend' });
  await legend.getByText('as far as IAM policies allow it').waitFor();
  expect(await legend.getByText('something that may decide cannot be read').count()).toBe(0);
  await page.setViewportSize({ width: 1000, height: 420 });
  const last = cell(/^Anyone else, Administer:/);
  await last.scrollIntoViewIfNeeded();
  await last.click();
  const reason = page.getByRole('region', { name: 'Reason' });
  await expect
    .poll(() =>
      reason.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && Math.floor(bottom) <= window.innerHeight;
      }),
    )
    .toBe(true);
  await last.click();
  await page.setViewportSize({ width: 1000, height: 800 });
});

it('explains an error that the host hands over', async () => {
  const { page } = stage;
  stage.explain(
    `User: arn:aws:iam::${bench.account}:user/bob is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:${bench.account}:key/x because no identity-based policy allows the kms:Decrypt action`,
  );
  await page.getByRole('listitem').filter({ hasText: 'The key policy leaves this to IAM' }).waitFor();
  // It is about another key than this page.
  expect(await page.getByRole('button', { name: /^Try this request here/ }).count()).toBe(0);
});

it('tries what somebody was refused, and finds the statement behind it', async () => {
  const { page } = stage;
  stage.explain(
    `User: arn:aws:sts::${bench.account}:assumed-role/Admin/work is not authorized to perform: kms:ScheduleKeyDeletion on resource: ${keyArn} with an explicit deny in a resource-based policy`,
  );
  await page.getByText('Denied by').last().waitFor();
  await page.getByRole('button', { name: 'Try this request here, step by step' }).click();
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await verdict.getByText('Denied by a statement').waitFor();
  await verdict.getByRole('button', { name: /^Statement 4 .*denies\.$/ }).waitFor();
  expect(await verdict.getByText('Take the action or the caller out of statement 4').count()).toBe(1);
});

async function breaksNoRule(name: string): Promise<void> {
  const { page } = stage;
  await page.evaluate(axe);
  for (const theme of ['dark', 'light', 'contrast'] as const) {
    await stage.setTheme(theme);
    const results = await page.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    const shown = process.env.KMS_SHOTS;
    if (shown !== undefined)
      await page.screenshot({ path: join(shown, `${name}-${theme}.png`), fullPage: true });
    expect(results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }
}

it('breaks no rule of accessibility and none of the content security policy, in any theme', async () => {
  await breaksNoRule('access');
  expect(await stage.cspViolations()).toEqual([]);
});

it('says what it cannot tell, why, and where, in any theme', async () => {
  const { page, asked } = stage;
  const toApi = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${bench.account}:role/orders/orders-api` },
  };
  const broken = { Sid: 'Legal hold', Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' };
  const statements = [
    { ...toApi, Action: ['kms:*'], Resource: '*' },
    { ...toApi, ...broken, Condition: { StringEqual: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } },
  ];
  bench.edit(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  session.touch();
  await page.getByText('Statement 2 (“Legal hold”) of the key policy cannot be read.').first().waitFor();
  await cell(/^role\/orders\/orders-api, Delete: allowed by statement 1/).waitFor();
  await cell(
    /^role\/orders\/orders-api, Use: cannot tell in part: statement 2 “Legal hold” cannot be read/,
  ).click();
  await page.getByText('cannot be read, and may deny it: Condition.StringEqual').waitFor();
  await page.getByText('Put this right first').waitFor();
  await page.getByRole('button', { name: 'Statement 2 “Legal hold”', exact: true }).click();
  await expect.poll(() => asked).toContain('reveal 1');
  const principal = toApi.Principal.AWS;
  await page.getByRole('combobox', { name: 'Principal' }).fill(principal);
  await page.getByRole('combobox', { name: 'Action' }).fill('kms:Decrypt');
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByRole('region', { name: 'Verdict' }).getByText('Cannot tell', { exact: true }).waitFor();
  await breaksNoRule('access-unread');
});

it.each([400, 500])('fits into an editor of %d pixels without scrolling sideways', async (width) => {
  const { page } = stage;
  await page.setViewportSize({ width, height: 800 });
  await page.getByRole('table').first().waitFor();
  const room = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(room).toBeLessThanOrEqual(0);
});

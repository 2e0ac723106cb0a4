import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser';
import { everyRoute } from '../routes';
import { type Stack, startStack } from '../stack';
import { packageFolder } from './packageFiles';
import { WeappHost } from './WeappHost';

const app: { pages: string[]; tabBar: { list: { text: string }[] } } = JSON.parse(
  readFileSync(path.join(packageFolder, 'app.json'), 'utf8'),
);

let stack: Stack;
let browser: Browser;
let host: WeappHost;

beforeAll(async () => {
  stack = await startStack();
  browser = await launchBrowser();
  host = await WeappHost.start(browser, { apiBase: stack.address });
});

afterAll(async () => {
  await host?.close();
  await browser?.close();
  await stack?.stop();
});

afterEach(() => {
  expect(host?.errors.splice(0)).toEqual([]);
});

test.each(everyRoute())('%s shows something to somebody who is not signed in', async (route) => {
  await host.open(`/${route}`);
  await host.settled();
  await expect(host.pageText()).resolves.not.toBe('');
});

test('the tabs lead to each other and back, and keep their pages', async () => {
  await host.open(`/${app.pages[0]}`);
  await host.page.locator('.weapp-page-content').evaluate((content) => content.setAttribute('data-seen-before', 'yes'));
  for (const { text } of [...app.tabBar.list, ...app.tabBar.list]) {
    const tab = host.page.getByRole('navigation').getByRole('button', { name: text, exact: true });
    await tab.click();
    await expect(tab.getAttribute('aria-current')).resolves.toBe('page');
  }
  await host.page.getByRole('navigation').getByRole('button').first().click();
  await expect(host.page.locator('[data-seen-before]').count()).resolves.toBe(1);
});

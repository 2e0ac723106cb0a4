import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser';
import { type Stack, startStack } from '../stack';
import { packageFolder } from './packageFiles';
import { WeappHost } from './WeappHost';

const app: { pages: string[]; subPackages: { root: string; pages: string[] }[]; tabBar: { list: { text: string }[] } } =
  JSON.parse(readFileSync(path.join(packageFolder, 'app.json'), 'utf8'));
const inPackages = app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`));

let stack: Stack;
let browser: Browser;
let host: WeappHost;

beforeAll(async () => {
  stack = await startStack();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(async () => {
  host = await WeappHost.start(browser, { apiBase: stack.address });
});

afterEach(() => host.close());

test.each([...app.pages, ...inPackages])(
  '%s opens for somebody who is not signed in, without an error',
  async (route) => {
    await host.open(`/${route}`);
    await expect(host.page.locator('main').textContent()).resolves.not.toBe('');
    expect(host.errors).toEqual([]);
  },
);

test('the tabs lead to each other and back, and keep their pages', async () => {
  for (const { text } of [...app.tabBar.list, ...app.tabBar.list]) {
    const tab = host.page.getByRole('navigation').getByRole('button', { name: text, exact: true });
    await tab.click();
    await expect(tab.getAttribute('aria-current')).resolves.toBe('page');
  }
  expect(host.errors).toEqual([]);
});

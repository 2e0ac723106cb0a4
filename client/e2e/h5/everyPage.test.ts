import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser';
import { everyRoute } from '../routes';
import { type Stack, startStack } from '../stack';
import { desk, expectNoAxeViolations, phone } from './support';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

describe.each([
  ['on a phone', phone],
  ['at a desk', desk],
])('%s', (_, open) => {
  test.each(everyRoute())('%s is usable by everybody, and asks nothing of foreign places', async (route) => {
    const { page, errors, close } = await open(browser, stack.address, `/${route}`);
    try {
      await page.waitForLoadState('networkidle');
      await expect(page.locator('body').textContent()).resolves.not.toBe('');
      await expectNoAxeViolations(page);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});

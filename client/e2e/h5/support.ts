import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A person's browser, and everything that went wrong in it. */
export interface Visit {
  page: Page;
  /** Errors of scripts, and requests that left the product's own address; a story expects none. */
  errors: string[];
  /** Cuts the network off, or joins it again. */
  setOnline(online: boolean): Promise<void>;
  /** A slow line from now on: what a phone has in a lift. */
  slowDown(): Promise<void>;
  close(): Promise<void>;
}

/** Like an old phone on a weak signal. */
const slowLine = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 20_000 };

/** Opens the product on a phone, at `path` after the hash, e.g. `/pages/mine/index`. */
export function phone(browser: Browser, address: string, path = ''): Promise<Visit> {
  return visit(browser, address, path, {
    viewport: { width: 375, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
}

/** Opens the product at a desk, in a wide window. */
export function desk(browser: Browser, address: string, path = ''): Promise<Visit> {
  return visit(browser, address, path, { viewport: { width: 1440, height: 900 } });
}

async function visit(browser: Browser, address: string, path: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== address) errors.push(`asked of a foreign place: ${request.url()}`);
  });
  await page.goto(`${address}/${path ? `#${path}` : ''}`);
  return {
    page,
    errors,
    setOnline: (online) => context.setOffline(!online),
    slowDown: async () => {
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', slowLine);
    },
    close: () => context.close(),
  };
}

interface AxeViolation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

declare global {
  interface Window {
    axe: { run(options: object): Promise<{ violations: AxeViolation[] }> };
  }
}

/**
 * Checks what is on screen for everybody's access, by the rules of WCAG 2.2 A and AA.
 * @throws Error that names every violation and the first elements in it
 */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    // Pins lie where the world puts them, also under the search field; the list beside the map leads to the same
    // reports in full size, which the rule on target sizes takes as equivalent.
    const onMap = (target: string[]) => target.some((selector) => document.querySelector(selector)?.closest('.map'));
    return found
      .map((one) => (one.id === 'target-size' ? { ...one, nodes: one.nodes.filter((n) => !onMap(n.target)) } : one))
      .filter(({ nodes }) => nodes.length > 0);
  });
  if (violations.length === 0) return;
  const sentences = violations.map(({ id, help, nodes }) => {
    const shown = nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `  ${target.join(' ')}: ${failureSummary ?? ''}`);
    return [`${id}: ${help} (${nodes.length} elements)`, ...shown].join('\n');
  });
  throw new Error(`not usable by everybody at ${page.url()}:\n${sentences.join('\n')}`);
}

import type { Page } from 'playwright-core';
import { givePhotos, looksUntil, scene, sees, tap, toTab, words } from './screen';

interface Writing {
  /** Pictures of the demonstration, the far one first. */
  scenes: string[];
  /** One of the plain groups, e.g. `垃圾保洁`. */
  kind: string;
  words: string;
  /** Typed, without any map; otherwise the place is left to the caller. */
  address?: string;
}

/** Fills in 随手拍, up to its last button. */
export async function writesReport(page: Page, { scenes, kind, words, address }: Writing): Promise<void> {
  await toTab(page, '随手拍');
  await givePhotos(page, '拍照片', scenes.map(scene));
  if (address) await page.getByLabel('或者写个地址').fill(address);
  await page.getByRole('radio', { name: kind }).click();
  await page.getByLabel('说说是什么情况').fill(words);
}

/** Reports, and opens the page of the report. */
export async function reports(page: Page, writing: Writing & { address: string }): Promise<void> {
  await writesReport(page, writing);
  await tap(page, '提交');
  await page.getByRole('heading', { name: '已收到' }).waitFor();
  await tap(page, '看这件到哪了');
  await page.getByRole('button', { name: '返回' }).waitFor();
  await sees(page, writing.address);
}

/** Opens a report from what this person reported, supports or claimed. */
export async function opensMine(page: Page, title: string): Promise<void> {
  await toTab(page, '我的');
  await page.getByRole('button', { name: title }).first().click();
  await page.getByRole('button', { name: '返回' }).waitFor();
}

/** Sees at 我的 how many reports they have sent. */
export async function hasReported(page: Page, count: number): Promise<void> {
  await toTab(page, '我的');
  await page.getByRole('link', { name: `${count} 报过`, exact: true }).waitFor();
}

/** Waits, before the page of a report, until the case desk has it and gave it a number. */
export const reachesTheDesk = (page: Page): Promise<void> => looksUntil(page, words(page, /^NH\d{8}-\d{4}$/));

/** Opens a report from the list of 街景, once it is there. */
export async function opensInStreet(page: Page, title: string): Promise<void> {
  const line = page.getByRole('list', { name: '附近的问题' }).getByRole('button', { name: title });
  await looksUntil(page, line);
  await line.click();
  await page.getByRole('button', { name: '返回' }).waitFor();
}

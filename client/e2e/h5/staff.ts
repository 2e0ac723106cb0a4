import type { Page } from 'playwright-core';
import { givePhotos, looksUntil, scene, sees, tap } from './screen';

/** Opens a case from the queue, once it is there. */
export async function opensCase(page: Page, title: string): Promise<void> {
  const row = page.getByRole('region', { name: '案件队列' }).getByRole('button', { name: title });
  await looksUntil(page, row);
  await row.click();
  await page.getByRole('main').getByRole('heading', { name: title, level: 2 }).waitFor();
}

/** Does the main act of the case that is open, e.g. 受理, and sees it noted. */
export async function acts(page: Page, act: string): Promise<void> {
  await tap(page, act);
  await sees(page, `「${act}」已记下`);
}

/** 处置反馈 with a photo of afterwards. */
export async function feedsBack(page: Page, after: string): Promise<void> {
  await givePhotos(page, '加照片', [scene(after)]);
  await acts(page, '处置反馈');
}

import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser';
import { choosePerson } from '../person';
import { type Stack, startStack } from '../stack';
import { WeappHost } from './WeappHost';

const photo = path.resolve(__dirname, '../../../server/data/demonstration/scenes/bins.jpg');

let stack: Stack;
let browser: Browser;
let host: WeappHost;

beforeAll(async () => {
  stack = await startStack({ empty: true });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(async () => {
  host = await WeappHost.start(browser, { apiBase: stack.address });
  await host.page.getByRole('navigation').getByRole('button', { name: '随手拍' }).click();
  host.choosePhotos([photo]);
  await host.page.getByRole('button', { name: '拍照片' }).click();
  await choosePerson(host.page, '推轮椅的街坊');
});

afterEach(async () => {
  await host?.close();
  expect(host?.errors).toEqual([]);
});

async function fillIn(kind: string, words: string): Promise<void> {
  const { page } = host;
  await page.getByRole('button', { name: '用我现在的位置' }).click();
  await page.getByText('吉丽街旁').waitFor();
  await page.getByRole('radio', { name: kind }).click();
  await page.getByLabel('说说是什么情况').fill(words);
}

test('a resident reports with a photo, from where they stand', async () => {
  const { page } = host;
  await fillIn('垃圾保洁', '桶满了两天');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('heading', { name: '已收到' }).waitFor();
  await page.getByText('桶满了两天').waitFor();
  expect(await host.calls('uploadFile')).toHaveLength(1);
});

test('with no signal the report is kept, also when WeChat is closed, and sent once the signal is back', async () => {
  const { page } = host;
  await fillIn('道路设施', '砖松了，踩上去溅一身水');
  await host.settled();
  await host.setOnline(false);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('alert').waitFor();

  await host.restart('/pages/report/index');
  await expect(page.getByLabel('说说是什么情况').inputValue()).resolves.toBe('砖松了，踩上去溅一身水');
  await host.setOnline(true);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('heading', { name: '已收到' }).waitFor();
});

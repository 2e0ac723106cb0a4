import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../browser';
import { choosePerson } from '../person';
import { type Stack, startStack } from '../stack';
import { WeappHost } from './WeappHost';

const scenes = path.resolve(__dirname, '../../../server/data/demonstration/scenes');

let stack: Stack;
let browser: Browser;
let host: WeappHost;

beforeAll(async () => {
  stack = await startStack({ env: { UNDO_MINUTES: '0.02' } });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(async () => {
  host = await WeappHost.start(browser, { apiBase: stack.address });
  await toTab('我的');
  await host.page.getByRole('button', { name: '登录' }).click();
  await choosePerson(host.page, '湖边老住');
});

afterEach(async () => {
  await host?.close();
  expect(host?.errors).toEqual([]);
});

test('what was sent is found again at 我的, with the receipt of its delivery', async () => {
  const { page } = host;
  await toTab('随手拍');
  host.choosePhotos([path.join(scenes, 'road.jpg'), path.join(scenes, 'pavement.jpg')]);
  await tapBeginning('拍照片');
  await page.getByLabel('或者写个地址').fill('城东路 12 号门口');
  await page.getByRole('radio', { name: '道路设施' }).click();
  await page.getByLabel('说说是什么情况').fill('路中间一个大坑');
  await tap('提交');
  await page.getByRole('heading', { name: '已收到' }).waitFor();
  await toTab('我的');
  await tapBeginning('路中间一个大坑');
  const receipt = page.getByRole('region', { name: '送达回执' });
  await receipt.getByText(/^NH\d{8}-\d{4}$/).waitFor();
  await receipt.getByText('第 1 次').waitFor();
});

test('another one is supported from the street, and kept among the supported', async () => {
  const { page } = host;
  const before = await supported(page);
  await toTab('街景');
  await tap('改看列表');
  const card = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: '我也遇到', exact: true }) });
  await card.first().getByRole('button', { name: '我也遇到', exact: true }).click();
  await page.getByRole('button', { name: '已支持' }).first().waitFor();
  await toTab('我的');
  await page.getByRole('link', { name: `${before + 1} 支持过`, exact: true }).waitFor();
});

test('a repair is confirmed and rated', async () => {
  const { page } = host;
  await page
    .getByRole('button', { name: /^去看看/ })
    .first()
    .click();
  await tap('修好了');
  await page.getByText('1 人说修好了').waitFor();
  await tap('评一评');
  await page.getByRole('radio', { name: '满意', exact: true }).click();
  for (const what of ['速度', '质量', '态度'])
    await page.getByRole('radiogroup', { name: what }).getByRole('radio', { name: '5 星' }).click();
  await tap('提交评价');
  await page.getByText('谢谢，记下了').waitFor();
  await page.getByRole('heading', { name: '问题详情' }).waitFor();
  await page.getByRole('button', { name: '评一评' }).waitFor({ state: 'detached' });
});

const tap = (name: string): Promise<void> => host.page.getByRole('button', { name, exact: true }).click();

const tapBeginning = (name: string): Promise<void> =>
  host.page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();

const toTab = (name: string): Promise<void> =>
  host.page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

/** How many this person supports already. */
async function supported(page: Page): Promise<number> {
  return Number.parseInt((await page.getByRole('link', { name: /^\d+ 支持过$/ }).textContent()) ?? '', 10);
}

import type { Page } from 'playwright-core';
import { stage } from './cast';
import { reachesTheDesk, reports } from './resident';
import { looksUntil, sees, tap, words } from './screen';

const cast = stage({ empty: true, env: { UNDO_MINUTES: '0.02' } });

test('what a moderator refused is corrected by its reporter, passed and forwarded', async () => {
  const title = '楼道口有广告群发的单子';
  const reporter = await cast().onPhone('湖边老住');
  await reports(reporter, { scenes: ['ads'], kind: '广告招牌', words: title, address: '双桥街 8 号门口' });
  const moderator = await cast().atDesk('许审核', 'review');
  await refuses(moderator, title);

  await looksUntil(reporter, words(reporter, '审核未通过'));
  await sees(reporter, '是广告：请写清是什么问题');
  await tap(reporter, '改好再交');
  await reporter.getByLabel('说说情况').fill('楼道口贴满小广告');
  await tap(reporter, '再交一次');
  await sees(reporter, '待审核');

  await opens(moderator, '楼道口贴满小广告');
  await sees(moderator, '改过 1 次再交的');
  await tap(moderator, '通过，开始转交');
  await reachesTheDesk(reporter);
});

test('an appeal is not for the moderator who refused; another one grants it, and it is forwarded', async () => {
  const title = '河埠头有人广告群发';
  const reporter = await cast().onPhone('推轮椅的街坊');
  await reports(reporter, { scenes: ['ads'], kind: '广告招牌', words: title, address: '河埠老街 3 号' });
  const moderator = await cast().atDesk('许审核', 'review');
  await refuses(moderator, title);

  await looksUntil(reporter, words(reporter, '审核未通过'));
  await tap(reporter, '申诉');
  await reporter.getByLabel('为什么不同意').fill('我写的是街上的情况，不是广告');
  await tap(reporter, '提交申诉');
  await sees(reporter, '由另一位审核员来看');

  await opens(moderator, title);
  await sees(moderator, '申诉要换一个人看');
  expect(await moderator.getByRole('button', { name: '申诉成立' }).count()).toBe(0);
  const other = await cast().atDesk('顾审核', 'review');
  await opens(other, title);
  await sees(other, '我写的是街上的情况，不是广告');
  await other.getByLabel('理由（上报人看得到）').fill('说的是别人发的单子');
  await tap(other, '申诉成立，接着办');
  await reachesTheDesk(reporter);
});

async function opens(page: Page, title: string): Promise<void> {
  const row = page.getByRole('region', { name: '等审核的' }).getByRole('button', { name: title });
  await looksUntil(page, row);
  await row.click();
}

async function refuses(page: Page, title: string): Promise<void> {
  await opens(page, title);
  await sees(page, '建议人看一眼');
  await page.getByRole('radio', { name: '是广告' }).click();
  await page.getByLabel('给上报人的话').fill('请写清是什么问题');
  await tap(page, '不通过，告诉上报人');
  await sees(page, '没有等审核的');
}

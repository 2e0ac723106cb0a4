import type { Page } from 'playwright-core';
import { choosePerson } from '../person';
import { stage } from './cast';
import { opensInStreet, reports } from './resident';
import { looksUntil, sees, tap, toTab, words } from './screen';

const title = '人行道的砖铺好又翘';
const way = '树根边换成透水砖';

const cast = stage({ empty: true, env: { UNDO_MINUTES: '0.02' } });

test('people talk, propose and vote; residents and merchants are counted apart, the unit answers for all to see', async () => {
  const reporter = await cast().onPhone('推轮椅的街坊');
  await reports(reporter, { scenes: ['pavement'], kind: '道路设施', words: title, address: '吉丽街 12 号门口' });
  await looksUntil(reporter, words(reporter, '已送达'));
  await proposes(reporter);

  const { page: neighbour } = await cast().passerBy();
  await opensInStreet(neighbour, title);
  await neighbour.getByLabel('说说您看到的').fill('我早上也绕过一回');
  await tap(neighbour, '发出');
  await choosePerson(neighbour, '湖边老住');
  await sees(neighbour, '我早上也绕过一回');
  await neighbour.getByRole('button', { name: way }).click();
  await votes(neighbour, '赞成', '计入居民的票');
  const shop = await cast().onPhone('湖畔面馆');
  await opensProposal(shop);
  await votes(shop, '反对', '以湖畔面馆的名义，计入商户的票');

  const lead = await cast().onPhone('王中队');
  await opensProposal(lead);
  const counts = lead.getByRole('group', { name: '大家怎么投' });
  await counts.getByRole('img', { name: '居民赞成 1，反对 0' }).waitFor();
  await counts.getByRole('img', { name: '商户赞成 0，反对 1' }).waitFor();
  await lead.getByLabel('答复', { exact: true }).fill('采纳，下周一换砖');
  await tap(lead, '公开答复');
  await sees(lead, '已公开答复');
  await lead.getByRole('link', { name: title }).click();
  await lead.getByLabel('说说您看到的').fill('今天先把翘起来的砖压平');
  await tap(lead, '发出');

  const { page: anybody } = await cast().passerBy();
  await opensInStreet(anybody, title);
  const said = anybody.getByRole('list', { name: '评论' }).getByRole('listitem');
  await said.filter({ hasText: '我早上也绕过一回' }).waitFor();
  await sees(said.filter({ hasText: '今天先把翘起来的砖压平' }), '官方');
  await anybody.getByRole('button', { name: way }).click();
  await sees(anybody.getByRole('group', { name: '官方答复' }), '采纳，下周一换砖');
  await sees(anybody.getByRole('group', { name: '官方答复' }), '解放中队');
});

async function proposes(page: Page): Promise<void> {
  await tap(page, '我也提一条');
  await page.getByLabel('一句话说清办法').fill(way);
  await page.getByLabel('为什么，怎么做').fill('树根年年顶，透水砖有空隙，不容易翘');
  await tap(page, '交上去');
  await page.getByRole('heading', { name: way }).waitFor();
}

async function opensProposal(page: Page): Promise<void> {
  await toTab(page, '共治');
  await page.getByRole('link', { name: way }).click();
}

async function votes(page: Page, choice: '赞成' | '反对', counted: string): Promise<void> {
  await tap(page, choice);
  await sees(page, counted);
  await tap(page, `确定${choice}`);
  await sees(page, `您投了${choice}`);
}

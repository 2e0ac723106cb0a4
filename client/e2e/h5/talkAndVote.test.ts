import type { Page } from 'playwright-core';
import { choosePerson } from '../person';
import { stage } from './cast';
import { opensInStreet, reports } from './resident';
import { looksUntil, sees, tap, words } from './screen';

const title = '门前总把货摆到盲道上';
const way = '门前画一条摆货线，线内可以摆';

const cast = stage({ empty: true, env: { UNDO_MINUTES: '0.02' } });

test('people talk, propose and vote; residents and merchants are counted apart, the unit answers for all to see', async () => {
  const reporter = await cast().onPhone('推轮椅的街坊');
  await reports(reporter, {
    scenes: ['shop-before'],
    kind: '占道/店外经营',
    words: title,
    address: '吉丽街 12 号门口',
  });
  await looksUntil(reporter, words(reporter, '已送达'));
  await proposes(reporter);

  const { page: neighbour } = await cast().passerBy();
  await opensInStreet(neighbour, title);
  await neighbour.getByLabel('说说您看到的').fill('我早上也绕过一回');
  await tap(neighbour, '发出');
  await choosePerson(neighbour, '湖边老住');
  await sees(neighbour, '我早上也绕过一回');
  await opensProposal(neighbour);
  await votes(neighbour, '赞成', '计入居民的票');
  const shop = await cast().onPhone('湖畔面馆');
  await opensFrom(shop);
  await votes(shop, '反对', '以湖畔面馆的名义，计入商户的票');

  const lead = await cast().onPhone('王中队');
  await opensFrom(lead);
  await lead.getByRole('img', { name: '居民赞成 1，反对 0' }).waitFor();
  await lead.getByRole('img', { name: '商户赞成 0，反对 1' }).waitFor();
  await lead.getByLabel('答复', { exact: true }).fill('采纳，下周一画线');
  await tap(lead, '公开答复');
  await sees(lead, '官方');

  await neighbour.reload();
  await sees(neighbour, '采纳，下周一画线');
  await sees(neighbour, '解放中队');
});

async function proposes(page: Page): Promise<void> {
  await tap(page, '我也提一条');
  await page.getByLabel('一句话说清办法').fill(way);
  await page.getByLabel('为什么，怎么做').fill('店家要卖货，轮椅要过路，画条线两边都清楚');
  await tap(page, '交上去');
  await page.getByRole('heading', { name: way }).waitFor();
}

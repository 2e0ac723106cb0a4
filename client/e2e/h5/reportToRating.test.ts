import type { Page } from 'playwright-core';
import { choosePerson } from '../person';
import { stage } from './cast';
import { hasReported, opensInStreet, opensMine, writesReport } from './resident';
import { givePhotos, looksUntil, scene, sees, tap, words } from './screen';
import { acts, feedsBack, opensCase } from './staff';

const title = '桶满了两天';

const cast = stage({ empty: true, env: { UNDO_MINUTES: '0.05' } });

test('a report is handled, disputed, handled again, checked, closed, rated and counted', async () => {
  const reporter = await cast().onPhone('推轮椅的街坊');
  await reportsWithTenTaps(reporter);
  const { page: neighbour } = await cast().passerBy();
  await metItToo(neighbour);

  const acceptor = await cast().atDesk('何受理', 'desk');
  await opensCase(acceptor, title);
  await acts(acceptor, '受理');
  await acts(acceptor, '立案');
  await dispatches(acceptor);
  const handler = await cast().atDesk('环卫班长', 'desk');
  await opensCase(handler, title);
  await acts(handler, '开始处置');
  await feedsBack(handler, 'waste-near-after');

  await disputes(reporter);
  await upholdsTheDispute(await cast().atDesk('王中队', 'disputes'));
  await handler.reload();
  await opensCase(handler, title);
  await acts(handler, '开始处置');
  await feedsBack(handler, 'waste-after');
  await sees(handler, '现在不是您的环节');
  expect(await handler.getByRole('button', { name: '核查通过' }).count()).toBe(0);

  await looksUntil(reporter, reporter.getByRole('button', { name: '修好了', exact: true }));
  await tap(reporter, '修好了');
  await sees(reporter, '1 人说修好了');
  const checker = await cast().atDesk('孙核查', 'desk');
  await opensCase(checker, title);
  await sees(checker, '问了 2 人，1 人说修好了，0 人说没修好');
  await acts(checker, '核查通过，结案');

  await rates(reporter);
  await readsTheUnitsResult((await cast().passerBy('/pkg-mine/unit/index')).page);
  await readsMessages(await cast().onPhone('推轮椅的街坊'));
});

/** Two photos, a place on the map, and ten taps on the button: one report. */
async function reportsWithTenTaps(page: Page): Promise<void> {
  await writesReport(page, { scenes: ['waste', 'waste-near'], kind: '垃圾保洁', words: `${title}，污水流到路上` });
  await tap(page, '在地图上选');
  await tap(page, '往北');
  await tap(page, '就用这里');
  await page.getByRole('button', { name: '提交', exact: true }).evaluate((button: HTMLElement) => {
    for (let taps = 0; taps < 10; taps++) button.click();
  });
  await page.getByRole('heading', { name: '已收到' }).waitFor();
  await hasReported(page, 1);
}

/** Finds it in the street, sees where it is on its way, and signs in to support it. */
async function metItToo(page: Page): Promise<void> {
  await opensInStreet(page, title);
  const receipt = page.getByRole('region', { name: '送达回执' });
  await sees(receipt, '第 1 次');
  await sees(receipt, /^NH\d{8}-\d{4}$/);
  await tap(page, '我也遇到 · 0');
  await choosePerson(page, '湖边老住');
  await sees(page, '1 人也遇到');
}

/** To the unit that owns the matter, with another limit than the usual one. */
async function dispatches(page: Page): Promise<void> {
  await sees(page, '按职责清单「垃圾保洁」归环卫一所');
  await page.getByRole('textbox', { name: '处置时限' }).fill('2');
  await page.getByRole('tab', { name: '工作日' }).click();
  await acts(page, '派遣');
}

async function disputes(page: Page): Promise<void> {
  await opensMine(page, title);
  await looksUntil(page, page.getByRole('button', { name: '没修好', exact: true }));
  await tap(page, '没修好');
  await givePhotos(page, '拍照片', [scene('waste')]);
  await page.getByLabel('说说哪里没修好').fill('桶边的垃圾袋还在');
  await tap(page, '提交，请人裁定');
  await sees(page, '由没经手的人裁定');
}

async function upholdsTheDispute(page: Page): Promise<void> {
  await page.getByRole('region', { name: '等裁决的异议' }).getByRole('button', { name: title }).click();
  await page.getByRole('button', { name: '看大图：桶满了两天，现场照片 1' }).waitFor();
  await page.getByLabel('理由（公众看得到）').fill('照片上看得清，袋子没有收');
  await tap(page, '属实，返工');
  await sees(page, '没有等裁决的异议');
}

async function rates(page: Page): Promise<void> {
  await looksUntil(page, words(page, '已结案'));
  await tap(page, '评一评');
  await page.getByRole('radio', { name: '满意', exact: true }).click();
  for (const [what, stars] of [
    ['速度', '3 星'],
    ['质量', '4 星'],
    ['态度', '5 星'],
  ] as const)
    await page.getByRole('radiogroup', { name: what }).getByRole('radio', { name: stars }).click();
  await page.getByLabel('补充几句').fill('第二次收得干净');
  await tap(page, '提交评价');
  await sees(page, '谢谢，记下了');
}

/** Everybody may. Four were asked: two after each repair. */
async function readsTheUnitsResult(page: Page): Promise<void> {
  await page.getByRole('button', { name: '环卫一所' }).click();
  await sees(page, '请了 4 人，1 人评了');
  await sees(page, '第二次收得干净');
}

async function readsMessages(page: Page): Promise<void> {
  await page.getByRole('button', { name: '消息' }).click();
  for (const told of [
    /^已送达，案卷号 NH/,
    '官方已受理',
    '已立案，开始计时',
    /^已派给环卫一所/,
    '环卫一所到现场了',
    '说办好了，请您看一眼',
    '查过，确实没修好，已经返工',
    '核查通过，已结案。请您评一评',
  ])
    await sees(page, told);
}

import { stage } from './cast';
import { reachesTheDesk, reports } from './resident';
import { givePhotos, looksUntil, scene, sees, tap, toTab, words } from './screen';

describe('while neighbours may claim', () => {
  const cast = stage({
    empty: true,
    env: { UNDO_MINUTES: '0.02', CLAIM_OFFER_MINUTES: '10', CLAIM_OFFER_HOURS: 'any' },
  });

  test('a shop claims a small issue, does it with a photo, and the reporter confirms', async () => {
    const title = '玻璃门口堆了纸箱';
    const reporter = await cast().onPhone('推轮椅的街坊');
    await reports(reporter, { scenes: ['clutter-door'], kind: '乱堆乱放', words: title, address: '吉丽街 21 号门口' });
    await looksUntil(reporter, words(reporter, '等人认领'));

    const shop = await cast().onPhone('湖畔面馆');
    await toTab(shop, '共治');
    await tap(shop, `我来办：${title}`);
    await sees(shop, '别人只看到「湖畔面馆」认领了');
    await tap(shop, '认领');
    await tap(shop, `办好了，去拍照：${title}`);
    await givePhotos(shop, '拍照片', [scene('door')]);
    await shop.getByLabel('说两句').fill('纸箱收进店里了');
    await tap(shop, '办好了');
    await sees(shop, '谢谢您，等大家看一眼');

    await looksUntil(reporter, reporter.getByRole('button', { name: '修好了', exact: true }));
    await sees(reporter, '湖畔面馆');
    await tap(reporter, '修好了');
    await sees(reporter, '已结案');
  });

  test('a claim that is given up goes to the case queue', async () => {
    const title = '楼下拖把水桶摆了一地';
    const reporter = await cast().onPhone('湖边老住');
    await reports(reporter, { scenes: ['clutter-door'], kind: '乱堆乱放', words: title, address: '双桥街 3 号门口' });
    const volunteer = await cast().onPhone('红马甲');
    await toTab(volunteer, '共治');
    await looksUntil(volunteer, volunteer.getByRole('button', { name: `我来办：${title}` }));
    await tap(volunteer, `我来办：${title}`);
    await tap(volunteer, '认领');
    await tap(volunteer, `办好了，去拍照：${title}`);
    await tap(volunteer, '放下不办了');
    await tap(volunteer, '放下，转官方');
    await reachesTheDesk(reporter);
  });
});

describe('with a short offer', () => {
  const cast = stage({
    empty: true,
    env: { UNDO_MINUTES: '0.02', CLAIM_OFFER_MINUTES: '0.05', CLAIM_OFFER_HOURS: 'any' },
  });

  test('what nobody claims goes to the case queue by itself', async () => {
    const reporter = await cast().onPhone('推轮椅的街坊');
    const title = '花坛边堆了旧花盆';
    await reports(reporter, { scenes: ['clutter-door'], kind: '乱堆乱放', words: title, address: '湖滨路 5 号' });
    await reachesTheDesk(reporter);
    await sees(reporter, '没有人认领，转交官方');
  });
});

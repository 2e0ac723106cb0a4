import type { Page } from 'playwright-core';
import { stage } from './cast';
import { hasReported, writesReport } from './resident';
import { givePhotos, scene, sees, tap } from './screen';

const writing = {
  scenes: ['manhole'],
  kind: '路灯井盖',
  words: '井盖塌了一半',
  address: '和平街 9 号门口',
};

const cast = stage({ empty: true });

test('without a network the draft is kept, and sent once when it is back', async () => {
  const page = await cast().onPhone('湖边老住');
  await writesReport(page, writing);
  await sees(page, '共 1 张');
  await page.context().setOffline(true);
  await sees(page, '现在没有网络。');
  await tap(page, '提交');
  await sees(page.getByRole('alert'), '现在连不上网络，您写的都还在');
  await page.context().setOffline(false);
  await page.reload();
  await expectDraft(page);
  await tap(page, '提交');
  await received(page);
});

test('when the answer is lost, sending again gives the same report', async () => {
  const page = await cast().onPhone('推轮椅的街坊');
  await writesReport(page, writing);
  const sent = page.waitForEvent('requestfailed');
  await page.route(
    '**/api/reports.submit',
    async (route) => {
      await route.fetch(); // the server takes it
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await tap(page, '提交');
  await sent;
  await sees(page.getByRole('alert'), '您写的都还在');
  await tap(page, '再试一次');
  await received(page);
});

test('a place outside of the district is refused with the boundary, and nothing that was written is lost', async () => {
  const page = await cast().onPhone('红马甲');
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ longitude: 120.6, latitude: 30.75 });
  const { address: _, ...elsewhere } = writing;
  await writesReport(page, elsewhere);
  await tap(page, '用我现在的位置');
  await sees(page, '这里不在南湖区');
  await sees(page, '图上的框是我们能办的范围');
  await page.getByRole('region', { name: '地图' }).getByRole('button', { name: '这里不在能办的范围里' }).waitFor();
  await page.getByRole('button', { name: '还差位置' }).waitFor();
  await tap(page, '改位置');
  await tap(page, '往东');
  await tap(page, '往东');
  await page.getByLabel('地址，可以改').fill('区界边的桥头');
  await tap(page, '就用这里');
  await expect(page.getByLabel('说说是什么情况').inputValue()).resolves.toBe(writing.words);
  await tap(page, '提交');
  await received(page);
});

test('a file that is no picture is named, and another one takes its place', async () => {
  const page = await cast().onPhone('湖畔面馆');
  await writesReport(page, writing);
  await sees(page, '共 1 张');
  await givePhotos(page, '近处再拍', {
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no picture at all'),
  });
  await sees(page.getByRole('alert'), '这个文件不是照片，请换一张。');
  await page.getByRole('button', { name: '有一张照片传不了，请换一张' }).waitFor();
  await page.getByRole('button', { name: '没传上去' }).click();
  await givePhotos(page, '近处再拍', scene('manhole-after'));
  await tap(page, '提交');
  await received(page);
});

async function expectDraft(page: Page): Promise<void> {
  await sees(page, '共 1 张');
  await expect(page.getByLabel('说说是什么情况').inputValue()).resolves.toBe(writing.words);
}

async function received(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '已收到' }).waitFor();
  await hasReported(page, 1);
}

import { stage } from './cast';
import { sees, tap } from './screen';

/** Somebody of every role. */
const people = [
  '湖边老住',
  '小满水果店',
  '陈师傅',
  '老沈',
  '李队员',
  '王中队',
  '红马甲',
  '何受理',
  '孙核查',
  '局领导',
  '吴受理',
  '许审核',
  '赵管理',
];

const cast = stage({});

test('the first start shows what is reported, on the map and as a list, and says that it is invented', async () => {
  const { page } = await cast().passerBy();
  const map = page.getByRole('region', { name: '地图' });
  await map
    .getByRole('button', { name: /^这一带 \d+ 件/ })
    .first()
    .waitFor();
  await sees(page, '示范数据，店名与案件为虚构');
  await tap(page, '改看列表');
  const lines = page.getByRole('list', { name: '附近的问题' }).getByRole('listitem');
  await lines.nth(19).waitFor();
  await sees(page, '示范数据，店名与案件为虚构');
  await tap(page, '再看一些');
  await lines.nth(20).waitFor();
});

test('one signs in as somebody of any role', async () => {
  const { page } = await cast().passerBy('/pages/mine/index');
  await tap(page, '登录');
  const sheet = page.getByRole('dialog', { name: '用谁的身份看一看' });
  await sheet.getByText('另有：').click();
  for (const person of people) await sheet.getByText(person, { exact: true }).waitFor();
  await sheet.getByText('示范数据').waitFor();
});

test('large type is large at once, and still after the program was ended', async () => {
  const { page } = await cast().passerBy('/pages/mine/index');
  const note = page.getByText('字更大，按钮更大');
  const size = () => note.evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
  const before = await size();
  const toggle = page.getByRole('switch', { name: '长辈模式' });
  await toggle.click();
  await page.getByRole('switch', { name: '长辈模式', checked: true }).waitFor();
  expect(await size()).toBeGreaterThan(before);
  await page.reload();
  await page.getByRole('switch', { name: '长辈模式', checked: true }).waitFor();
  expect(await size()).toBeGreaterThan(before);
});

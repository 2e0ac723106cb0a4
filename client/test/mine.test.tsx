import type { Message } from '@jierong/shared/messages';
import type { UnitResult } from '@jierong/shared/ratings';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import MinePage from '@/pages/mine';
import MessagesPage from '@/pkg-mine/messages';
import ReportsPage from '@/pkg-mine/reports';
import SettingsPage from '@/pkg-mine/settings';
import UnitPage from '@/pkg-mine/unit';
import { setElder, usePreferences } from '@/services/preferences';
import { useSession } from '@/services/session';
import { openWith } from './fakes/taro';
import { aCard, aMe } from './requestFixtures';
import { failed, startServer, type TestServer } from './requestServer';

const aSummary = (part: Record<string, unknown> = {}) => ({
  reported: 14,
  supported: 37,
  claimed: 0,
  unread: 3,
  todos: [
    { kind: 'confirm', report: aCard('r1', { state: 'resolved' }) },
    { kind: 'rate', report: aCard('r2', { state: 'closed', outcome: 'fixed', title: '垃圾桶边堆满纸箱' }) },
  ],
  work: { desk: 0, review: 0, disputes: 0, held: 0 },
  ...part,
});

const aMessage = (id: string, part: Partial<Message> = {}): Message => ({
  id,
  at: new Date().toISOString(),
  kind: 'acknowledge',
  reportId: 'r1',
  reportTitle: '水果筐摆上盲道',
  state: 'delivered',
  caseNumber: '示范 0386',
  asks: false,
  read: false,
  ...part,
});

const aResult = (part: Partial<UnitResult> = {}): UnitResult => ({
  unit: { id: 'u1', name: '解放中队', demonstration: true },
  days: 60,
  handled: 36,
  onTime: 32,
  reworked: 2,
  open: 9,
  overdue: 2,
  asked: 392,
  answered: 77,
  fewAnswers: false,
  speed: 4.1,
  quality: 4,
  manner: 4.2,
  satisfied: 47,
  mostlySatisfied: 28,
  unsatisfied: 2,
  words: [
    { at: '2026-11-18T08:00:00.000Z', words: '', satisfaction: 'satisfied' },
    { at: '2026-11-17T08:00:00.000Z', words: '修得平整', satisfaction: 'satisfied' },
  ],
  ...part,
});

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  useSession.getState().forget();
  setElder(false);
  server.on('mine.summary', () => aSummary());
  server.on('reports.mine', () => ({ items: [aCard('r1')] }));
  server.on('sessions.options', () => ({
    wechat: false,
    demonstrationPeople: [{ id: 'p1', name: '湖边老住', role: 'resident', title: '居民' }],
  }));
  server.on('sessions.startDemonstration', () => ({ token: 'token-of-today-000000000', me: aMe(), expiresAt: '' }));
  server.on('sessions.end', () => ({ done: true }));
});
afterEach(() => server.stop());

const signIn = (me = aMe()) => useSession.getState().begin({ token: 'token-of-today-000000000', me });
const asked = (name: string) => server.asked.filter((a) => a.name === name);
const wentTo = (url: string) => expect(Taro.navigateTo).toHaveBeenCalledWith({ url });

test('nobody signed in sees the way in, and after it their own things', async () => {
  render(<MinePage />);
  expect(screen.queryByText('等您处理')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
  fireEvent.click(await screen.findByRole('button', { name: /湖边老住/ }));
  expect(await screen.findByRole('link', { name: '14 报过' })).toBeInTheDocument();
});

test('what waits is asked in words and leads to the page where it is done', async () => {
  signIn();
  render(<MinePage />);
  fireEvent.click(await screen.findByRole('button', { name: '去看看，水果筐摆上盲道' }));
  wentTo('/pkg-report/detail/index?id=r1');
  fireEvent.click(screen.getByRole('button', { name: '去评价，垃圾桶边堆满纸箱' }));
  wentTo('/pkg-report/rate/index?id=r2');
  expect(screen.getByRole('img', { name: '2 件等您处理' })).toBeInTheDocument();
});

test('a claim that is due leads to its after-photo', async () => {
  signIn();
  server.on('mine.summary', () =>
    aSummary({ todos: [{ kind: 'claimDue', report: aCard('r3', { state: 'claimed' }) }] }),
  );
  render(<MinePage />);
  fireEvent.click(await screen.findByRole('button', { name: '去办，水果筐摆上盲道' }));
  wentTo('/pkg-report/claim/index?id=r3');
});

test('more than three things to do are folded, and unfold', async () => {
  signIn();
  const todos = Array.from({ length: 5 }, (_, i) => ({
    kind: 'rate',
    report: aCard(`t${i}`, { title: `第 ${i} 件` }),
  }));
  server.on('mine.summary', () => aSummary({ todos }));
  render(<MinePage />);
  fireEvent.click(await screen.findByRole('button', { name: '还有 2 件' }));
  expect(screen.getByRole('button', { name: '去评价，第 4 件' })).toBeInTheDocument();
});

test('staff see their pages with what waits on each, and nobody else does', async () => {
  signIn(aMe({ role: 'squadronLead', workbench: ['desk', 'disputes'], unit: { id: 'u1', name: '解放中队' } }));
  server.on('mine.summary', () => aSummary({ todos: [], work: { desk: 27, review: 0, disputes: 3, held: 0 } }));
  render(<MinePage />);
  const work = await screen.findByRole('group', { name: '工作台' });
  expect(within(work).getByRole('img', { name: '27 件在等' })).toBeInTheDocument();
  expect(within(work).queryByText('内容审核')).toBeNull();
  fireEvent.click(within(work).getByRole('button', { name: /没修好，等裁定/ }));
  wentTo('/pkg-staff/disputes/index');
});

test('another demonstration person is chosen without leaving the page', async () => {
  signIn(aMe({ id: 'p2', nickname: '推轮椅的街坊' }));
  render(<MinePage />);
  fireEvent.click(await screen.findByRole('button', { name: /换一个示范身份/ }));
  fireEvent.click(await screen.findByRole('button', { name: /湖边老住/ }));
  expect(await screen.findByRole('group', { name: '湖边老住' })).toBeInTheDocument();
  expect(asked('sessions.end')).toHaveLength(1);
});

test('signing out is asked about, and leaves nothing of the person on the page', async () => {
  signIn();
  render(<MinePage />);
  await screen.findByText('等您处理');
  fireEvent.click(screen.getByRole('button', { name: '退出登录' }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '退出' }));
  expect(await screen.findByText('您还没有登录')).toBeInTheDocument();
  expect(screen.queryByText('等您处理')).toBeNull();
});

test('without a network the page says so and keeps its settings', async () => {
  signIn();
  server.unplug();
  render(<MinePage />);
  expect(await screen.findByText(/现在连不上网络/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('switch', { name: '长辈模式' }));
  expect(usePreferences.getState().elder).toBe(true);
});

test('elder mode is one switch, takes effect at once and is remembered', () => {
  const { container } = render(<SettingsPage />);
  expect(container.querySelector('.elder')).toBeNull();
  fireEvent.click(screen.getByRole('switch', { name: '长辈模式' }));
  expect(container.querySelector('.page.elder')).not.toBeNull();
  expect(Taro.setStorageSync).toHaveBeenCalledWith('preferences', expect.anything());
});

test('a message is heard as new, opens its report, and is read from then on', async () => {
  signIn();
  server.on('messages.list', () => ({
    items: [aMessage('m1'), aMessage('m2', { read: true, kind: 'file', state: 'filed' })],
  }));
  server.on('messages.read', () => ({ done: true }));
  render(<MessagesPage />);
  fireEvent.click(await screen.findByRole('button', { name: /没读，水果筐摆上盲道，.*已送达，案卷号 示范 0386/ }));
  wentTo('/pkg-report/detail/index?id=r1');
  await waitFor(() => expect(screen.queryByRole('button', { name: /没读/ })).toBeNull());
  expect(asked('messages.read').map((a) => a.body)).toEqual([{ ids: ['m1'] }]);
});

test('all messages are marked as read at once', async () => {
  signIn();
  server.on('messages.list', () => ({ items: [aMessage('m1'), aMessage('m2')] }));
  server.on('messages.read', () => ({ done: true }));
  render(<MessagesPage />);
  fireEvent.click(await screen.findByRole('button', { name: '全部标为已读' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: '全部标为已读' })).toBeNull());
  expect(asked('messages.read').map((a) => a.body)).toEqual([{}]);
});

test('an empty inbox says what will stand here', async () => {
  signIn();
  server.on('messages.list', () => ({ items: [] }));
  render(<MessagesPage />);
  expect(await screen.findByText('还没有消息')).toBeInTheDocument();
});

test('my lists open where they were asked for and change by tab', async () => {
  signIn();
  openWith({ as: 'supporter' });
  server.on('reports.mine', ({ query }) => ({ items: query.get('as') === 'claimer' ? [] : [aCard('r1')] }));
  render(<ReportsPage />);
  expect(await screen.findByRole('tab', { name: '支持的', selected: true })).toBeInTheDocument();
  fireEvent.click(screen.getByRole('tab', { name: '认领的' }));
  expect(await screen.findByText('您还没有认领过')).toBeInTheDocument();
  expect(asked('reports.mine').map((a) => a.query.get('as'))).toEqual(['supporter', 'claimer']);
});

test('a name is erased from one report after one more question, and the report leaves the list', async () => {
  signIn();
  openWith({ act: 'forget' });
  let tries = 0;
  server.on('mine.forget', () => (++tries === 1 ? failed(503, 'databaseUnavailable') : { done: true }));
  render(<ReportsPage />);
  fireEvent.click(await screen.findByRole('button', { name: '抹去名字：水果筐摆上盲道' }));
  const sheet = await screen.findByRole('dialog', { name: '抹去您的名字？' });
  fireEvent.click(within(sheet).getByRole('button', { name: '确定抹去' }));
  expect(await within(sheet).findByRole('alert')).toHaveTextContent('服务器正在恢复');
  fireEvent.click(within(sheet).getByRole('button', { name: '确定抹去' }));
  expect(await screen.findByText('没有记着您名字的上报')).toBeInTheDocument();
  expect(asked('mine.forget').map((a) => a.body)).toEqual([{ id: 'r1' }, { id: 'r1' }]);
});

test('a unit is shown by what it handled, how many were asked and answered, and words without names', async () => {
  openWith({ id: 'u1' });
  server.on('units.result', () => aResult());
  render(<UnitPage />);
  expect(await screen.findByRole('group', { name: '解放中队，办结 36 件，按时 32 件' })).toBeInTheDocument();
  expect(screen.getByText('请了 392 人，77 人评了')).toBeInTheDocument();
  expect(screen.getByText('4.1 分')).toBeInTheDocument();
  expect(screen.queryByText('样本少')).toBeNull();
  expect(within(screen.getByRole('list', { name: '大家说的' })).getAllByRole('listitem')).toHaveLength(1);
});

test('few answers are called few, and none are not called stars', async () => {
  openWith({ id: 'u1' });
  server.on('units.result', () => aResult({ answered: 4, fewAnswers: true, satisfied: 4, mostlySatisfied: 0 }));
  const first = render(<UnitPage />);
  expect(await screen.findByText('样本少')).toBeInTheDocument();
  first.unmount();
  server.on('units.result', () =>
    aResult({ answered: 0, fewAnswers: true, speed: undefined, quality: undefined, manner: undefined, words: [] }),
  );
  render(<UnitPage />);
  expect(await screen.findByText('还没有人评价')).toBeInTheDocument();
  expect(screen.queryByText(/分$/)).toBeNull();
});

test('without a unit named, the units are there to choose from', async () => {
  server.on('units.list', () => ({ units: [{ id: 'u1', name: '解放中队' }] }));
  render(<UnitPage />);
  fireEvent.click(await screen.findByRole('button', { name: /解放中队/ }));
  wentTo('/pkg-mine/unit/index?id=u1');
});

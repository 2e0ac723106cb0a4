import type { Board } from '@jierong/shared/board';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, within } from '@testing-library/react';
import BoardPage from '@/pkg-staff/board';
import { useSession } from '@/services/session';
import { startServer, type TestServer } from './requestServer';
import { atWork, windowIs } from './staffFixtures';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  windowIs('wide');
  atWork(server);
  server.on('districts.info', () => ({ district: '南湖区', demonstration: true, timers: {} }));
});
afterEach(() => server.stop());

const aBoard = (part: Partial<Board> = {}): Board => ({
  days: 30,
  reported: 40,
  closing: { count: 18, of: 20 },
  onTime: { count: 15, of: 20 },
  rework: { count: 1, of: 20 },
  overdue: 2,
  open: 12,
  satisfied: { count: 9, of: 10 },
  asked: 50,
  byState: [{ state: 'closed', count: 18 }],
  byGroup: [{ group: 'waste', count: 9, open: 3 }],
  byDay: [{ day: '2026-11-23', reported: 4, closed: 2 }],
  byRoad: [{ road: '吉丽街', count: 5, open: 1 }],
  units: [
    { id: 'unit-1', name: '解放中队', handled: 10, onTime: 7, overdue: 1, asked: 30, answered: 6, satisfied: 5 },
    { id: 'unit-2', name: '环卫一所', handled: 20, onTime: 19, overdue: 0, asked: 60, answered: 40, satisfied: 38 },
  ],
  ...part,
});

test('every rate stands with the two numbers behind it, and few answers are said to be few', async () => {
  server.on('districts.board', () => aBoard());
  render(<BoardPage />);
  const list = await screen.findByRole('list', { name: /近 30 天/ });
  const satisfied = within(list)
    .getAllByRole('listitem')
    .find((item) => item.textContent?.includes('满意率'));
  expect(satisfied).toHaveTextContent('90%');
  expect(satisfied).toHaveTextContent('请了 50 人，10 人评过，9 人满意');
  expect(satisfied).toHaveTextContent('样本少');
  expect(within(list).getByText('应结 20 件，结了 18 件')).toBeInTheDocument();
});

test('nothing counted is no rate at all', async () => {
  server.on('districts.board', () => aBoard({ closing: { count: 0, of: 0 } }));
  render(<BoardPage />);
  expect(await screen.findByText('还没有')).toBeInTheDocument();
  expect(screen.queryByText(/NaN/)).toBeNull();
});

test('units are compared by what they did in time, and each leads to its public page', async () => {
  server.on('districts.board', () => aBoard());
  render(<BoardPage />);
  const rows = within(await screen.findByRole('table')).getAllByRole('row');
  expect(rows[1]).toHaveTextContent('环卫一所');
  expect(rows[2]).toHaveTextContent('样本少');
  fireEvent.click(screen.getByRole('link', { name: '解放中队的公开成绩' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pkg-mine/unit/index?id=unit-1' });
});

test('the board is public: without signing in it stands alone', async () => {
  useSession.getState().forget();
  server.on('districts.board', () => aBoard());
  render(<BoardPage />);
  expect(await screen.findByText('应结 20 件，结了 18 件')).toBeInTheDocument();
  expect(screen.queryByRole('navigation')).toBeNull();
});

test('another window of days asks anew', async () => {
  server.on('districts.board', () => aBoard());
  render(<BoardPage />);
  fireEvent.click(await screen.findByRole('tab', { name: '近 7 天' }));
  await server.idle();
  expect(
    server.asked
      .filter((a) => a.name === 'districts.board')
      .at(-1)
      ?.query.get('days'),
  ).toBe('7');
});

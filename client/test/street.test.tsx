import Taro from '@tarojs/taro';
import { fireEvent, render, screen, within } from '@testing-library/react';
import StreetPage from '@/pages/street';
import { useSession } from '@/services/session';
import { write } from '@/services/storage';
import { aCard, aMe } from './requestFixtures';
import { failed, startServer, type TestServer } from './requestServer';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  useSession.getState().forget();
  server.on('places.ground', () => failed(503, 'databaseUnavailable'));
  write('streetMode', 'list');
});
afterEach(() => server.stop());

const queries = () => server.asked.filter((a) => a.name === 'reports.list').map((a) => a.query);

test('without a position the list comes newest first, unfinished only, and says so', async () => {
  server.on('reports.list', () => ({ items: [aCard('a'), aCard('b', { title: '井盖塌角' })] }));
  render(<StreetPage />);
  expect(await screen.findByText('井盖塌角')).toBeInTheDocument();
  expect(screen.getByText(/没有用您的定位/)).toBeInTheDocument();
  expect(queries()[0]?.get('open')).toBe('true');
  expect(queries()[0]?.has('longitude')).toBe(false);
});

test('the list needs no map: it stands also when the ground of the map cannot be had', async () => {
  write('streetMode', 'map');
  server.on('reports.list', () => ({ items: [aCard('a')] }));
  render(<StreetPage />);
  expect(await screen.findByText('水果筐摆上盲道')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '改看列表' }));
  expect(Taro.setStorageSync).toHaveBeenCalledWith('streetMode', 'list');
});

test('groups and words narrow the list; all of it is one tap away', async () => {
  server.on('reports.list', () => ({ items: [] }));
  render(<StreetPage />);
  fireEvent.click(screen.getByRole('button', { name: '类别' }));
  const sheet = screen.getByRole('dialog');
  fireEvent.click(within(sheet).getByRole('checkbox', { name: '河道水域' }));
  fireEvent.click(within(sheet).getByRole('button', { name: '就看这些' }));
  expect(await screen.findByRole('button', { name: '河道水域', pressed: true })).toBeInTheDocument();
  fireEvent.click(await screen.findByRole('button', { name: '看全部' }));
  await screen.findByText('这里还没有问题');
  expect(queries().some((q) => q.get('groups') === 'water')).toBe(true);
  expect(queries().at(-1)?.has('open')).toBe(false);
});

test('a failure says what to do and goes away with the next try', async () => {
  server.on('reports.list', () => failed(500, 'internalError'));
  render(<StreetPage />);
  const again = await screen.findByRole('button', { name: '再试一次' });
  expect(screen.getByText(/R-1/)).toBeInTheDocument();
  server.on('reports.list', () => ({ items: [aCard('a')] }));
  fireEvent.click(again);
  expect(await screen.findByText('水果筐摆上盲道')).toBeInTheDocument();
});

test('without a network the list of the last time is shown, and says of when it is', async () => {
  server.on('reports.list', () => ({ items: [aCard('a')] }));
  const { unmount } = render(<StreetPage />);
  await screen.findByText('水果筐摆上盲道');
  unmount();
  server.unplug();
  render(<StreetPage />);
  expect(await screen.findByText(/存下的/)).toBeInTheDocument();
  expect(screen.getByText('水果筐摆上盲道')).toBeInTheDocument();
  expect(screen.getByText('照样可以随手拍')).toBeInTheDocument();
});

test('support asks who one is, and then counts without being tapped again', async () => {
  server.on('reports.list', () => ({ items: [aCard('a')] }));
  server.on('sessions.options', () => ({
    wechat: false,
    demonstrationPeople: [{ id: 'p1', name: '湖边老住', role: 'resident', title: '居民 · 报事' }],
  }));
  server.on('sessions.startDemonstration', () => ({ token: 'token-of-today-000000000', me: aMe(), expiresAt: '' }));
  server.on('reports.support', () => ({ supports: 24, supported: true }));
  render(<StreetPage />);
  fireEvent.click(await screen.findByRole('button', { name: '我也遇到' }));
  fireEvent.click(await screen.findByRole('button', { name: /湖边老住/ }));
  expect(await screen.findByText('24 人也遇到')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '已支持', pressed: true })).toBeInTheDocument();
  await server.idle();
  expect(server.asked.filter((a) => a.name === 'reports.support')).toHaveLength(1);
});

test('a support the server refuses is taken back, and why is said', async () => {
  useSession.getState().begin({ token: 'token-of-today-000000000', me: aMe() });
  server.on('reports.list', () => ({ items: [aCard('a')] }));
  server.on('reports.support', () => failed(403, 'conflictOfInterest'));
  render(<StreetPage />);
  fireEvent.click(await screen.findByRole('button', { name: '我也遇到' }));
  expect(await screen.findByText(/要由别人来做/)).toBeInTheDocument();
  expect(screen.getByText('23 人也遇到')).toBeInTheDocument();
});

test('the list goes on by a button as well as by scrolling', async () => {
  server.on('reports.list', ({ query }) =>
    query.get('cursor') ? { items: [aCard('b', { title: '井盖塌角' })] } : { items: [aCard('a')], next: 'c1' },
  );
  render(<StreetPage />);
  fireEvent.click(await screen.findByRole('button', { name: '再看一些' }));
  expect(await screen.findByText('井盖塌角')).toBeInTheDocument();
  expect(screen.getByText('水果筐摆上盲道')).toBeInTheDocument();
});

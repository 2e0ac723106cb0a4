import { cases } from '@jierong/shared/endpoints/cases';
import Taro from '@tarojs/taro';
import { act, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { usePoll } from '@/features/staff/usePoll';
import { useQueue } from '@/features/staff/useQueue';
import DeskPage from '@/pkg-staff/desk';
import { startServer, type TestServer } from './requestServer';
import { aCase, aCaseInfo, atWork, windowIs } from './staffFixtures';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  atWork(server);
  server.on('cases.info', ({ query }) => {
    const id = query.get('id') ?? '';
    return aCaseInfo(id, { title: titles[id] ?? '' });
  });
});
afterEach(() => server.stop());

const titles: Record<string, string> = { c1: '河埠头漂垃圾', c2: '井盖塌角', c3: '水果筐摆上盲道' };
const counts = { mine: 2, soon: 1, over: 0 };
const page = (ids: string[], next?: string) => ({
  items: ids.map((id) => aCase(id, { title: titles[id] })),
  counts,
  ...(next ? { next } : {}),
});
const asks = () => server.asked.filter((a) => a.name === 'cases.list').map((a) => a.query);

test('at a computer the first case stands open beside the list, and the keys go up and down', async () => {
  windowIs('wide');
  server.on('cases.list', () => page(['c1', 'c2']));
  render(<DeskPage />);
  expect(await screen.findByText('案卷 NH-c1')).toBeInTheDocument();
  expect(screen.getByRole('tab', { name: '待我办 2' })).toBeInTheDocument();
  fireEvent.keyDown(document.body, { key: 'j' });
  expect(await screen.findByText('案卷 NH-c2')).toBeInTheDocument();
  fireEvent.keyDown(document.body, { key: 'ArrowUp' });
  expect(await screen.findByText('案卷 NH-c1')).toBeInTheDocument();
});

test('a letter that is typed into a field is a letter, not a command', async () => {
  windowIs('wide');
  server.on('cases.list', () => page(['c1', 'c2']));
  render(<DeskPage />);
  await screen.findByText('案卷 NH-c1');
  fireEvent.keyDown(screen.getByRole('textbox', { name: /交代一句/ }), { key: 'j' });
  await server.idle();
  expect(screen.queryByText('案卷 NH-c2')).toBeNull();
});

test('on a phone the list stands alone, and a case opens on a page of its own', async () => {
  windowIs('phone');
  server.on('cases.list', () => page(['c1', 'c2']));
  render(<DeskPage />);
  fireEvent.click(await screen.findByRole('button', { name: /井盖塌角/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pkg-staff/case/index?id=c2' });
  expect(screen.queryByText('案卷 NH-c1')).toBeNull();
});

test('views, stages and words narrow the queue', async () => {
  windowIs('phone');
  server.on('cases.list', () => page([]));
  render(<DeskPage />);
  expect(await screen.findByText('没有等您办的')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('tab', { name: /超期/ }));
  fireEvent.click(screen.getByRole('button', { name: '筛选' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '处置中' }));
  const search = screen.getByRole('searchbox', { name: /搜案卷号/ });
  fireEvent.change(search, { target: { value: '景湖路' } });
  fireEvent.keyDown(search, { key: 'Enter' });
  await waitFor(() => expect(asks().at(-1)?.get('text')).toBe('景湖路'));
  expect(asks().at(-1)?.get('view')).toBe('over');
  expect(asks().at(-1)?.getAll('stages')).toEqual(['handling']);
  expect(await screen.findByText('没有这样的案件')).toBeInTheDocument();
});

test('looking again keeps the pages that were loaded, and a row that moved is shown once', async () => {
  server.on('cases.list', ({ query }) => (query.get('cursor') ? page(['c2', 'c3']) : page(['c1', 'c2'], 'cursor2')));
  const { result } = renderHook(() => useQueue(cases.list, { view: 'all' }, ({ id }) => id));
  await waitFor(() => expect(result.current.ready).toBe(true));
  act(() => result.current.loadMore());
  await waitFor(() => expect(result.current.items.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']));
  await act(() => result.current.reload());
  expect(result.current.items.map(({ id }) => id)).toContain('c3');
  expect(result.current.first?.counts).toEqual(counts);
});

test('the visible list is looked at every 20 seconds', () => {
  jest.useFakeTimers();
  try {
    const look = jest.fn();
    const { unmount } = renderHook(() => usePoll(look));
    expect(look).not.toHaveBeenCalled();
    jest.advanceTimersByTime(40_000);
    expect(look).toHaveBeenCalledTimes(2);
    unmount();
    jest.advanceTimersByTime(40_000);
    expect(look).toHaveBeenCalledTimes(2);
  } finally {
    jest.useRealTimers();
  }
});

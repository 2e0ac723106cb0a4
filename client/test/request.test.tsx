import { reports } from '@jierong/shared/endpoints/reports';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { RequestError, request } from '@/services/request';
import { useSession } from '@/services/session';
import { useAction } from '@/services/useAction';
import { usePages } from '@/services/usePages';
import { useRequest } from '@/services/useRequest';
import { aCard, aMe } from './requestFixtures';
import { failed, startServer, type TestServer } from './requestServer';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  useSession.getState().forget();
});
afterEach(() => server.stop());

const signIn = () => useSession.getState().begin({ token: 'token-of-today-000000000', me: aMe() });

test('a query repeats lists, leaves out what is not given, and names the signed-in person', async () => {
  signIn();
  server.on('reports.list', () => ({ items: [] }));
  await request(reports.list, { groups: ['waste', 'water'], open: 'true', text: undefined });
  const [asked] = server.asked;
  expect(asked?.query.getAll('groups')).toEqual(['waste', 'water']);
  expect(asked?.query.toString()).not.toContain('text');
  expect(asked?.headers.authorization).toBe('Bearer token-of-today-000000000');
});

test('an act is JSON with its idempotency key', async () => {
  server.on('reports.support', () => ({ supports: 1, supported: true }));
  await request(reports.support, { id: 'r1' }, { idempotencyKey: 'key-of-this-act' });
  const [asked] = server.asked;
  expect(asked).toMatchObject({ method: 'POST', body: { id: 'r1' } });
  expect(asked?.headers['idempotency-key']).toBe('key-of-this-act');
});

test('what is read while an act is on its way shows what it did', async () => {
  let answer = (_: unknown): void => {};
  server.on('reports.support', () => new Promise((resolve) => (answer = resolve)));
  server.on('reports.list', () => ({ items: [] }));
  const acted = request(reports.support, { id: 'r1' });
  const read = request(reports.list, {});
  await waitFor(() => expect(server.asked.map(({ name }) => name)).toEqual(['reports.support']));
  answer({ supports: 1, supported: true });
  await Promise.all([acted, read]);
  expect(server.asked.map(({ name }) => name)).toEqual(['reports.support', 'reports.list']);
});

test('a refusal is told by its code, its data and the number to ask about', async () => {
  server.on('reports.confirm', () => failed(409, 'reportMoved', { version: 7 }));
  await expect(request(reports.confirm, { id: 'r1', version: 1 })).rejects.toMatchObject({
    code: 'reportMoved',
    data: { version: 7 },
    requestId: 'R-1',
  });
});

test('no network is offline, an answer that is not ours is an error of the server', async () => {
  server.on('reports.info', () => 'a page of the hotel');
  await expect(request(reports.info, { id: 'r1' })).rejects.toMatchObject({ code: 'internalError' });
  server.unplug();
  await expect(request(reports.info, { id: 'r1' })).rejects.toMatchObject({ code: 'offline' });
});

test('an answer that never comes ends as a time-out', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date', 'performance'] });
  try {
    server.on('reports.info', () => undefined);
    const asking = request(reports.info, { id: 'r1' });
    jest.advanceTimersByTime(16_000);
    await expect(asking).rejects.toMatchObject({ code: 'timeout' });
  } finally {
    jest.useRealTimers();
  }
});

test('a session that ended is forgotten, and what everyone may read is read without it', async () => {
  signIn();
  server.on('reports.info', ({ headers }) => (headers.authorization ? failed(401, 'sessionExpired') : aCard('r1')));
  await expect(request(reports.info, { id: 'r1' })).resolves.toMatchObject({ id: 'r1' });
  expect(useSession.getState().me).toBeUndefined();
});

test('an act does not go on by itself without its person', async () => {
  signIn();
  server.on('reports.support', () => failed(401, 'sessionExpired'));
  await expect(request(reports.support, { id: 'r1' })).rejects.toMatchObject({ code: 'sessionExpired' });
  expect(server.asked).toHaveLength(1);
});

function Title({ id }: { id: string }) {
  const { data, error } = useRequest(reports.info, { id });
  return <p>{error ? error.code : (data?.title ?? '…')}</p>;
}

test('of two answers the one for the newest question counts, whenever they come', async () => {
  let answerFirst: (told: unknown) => void = () => undefined;
  const first = new Promise((resolve) => {
    answerFirst = resolve;
  });
  server.on('reports.info', ({ query }) => (query.get('id') === '1' ? first : { ...aCard('2'), title: '第 2 件' }));
  const { rerender } = render(<Title id="1" />);
  rerender(<Title id="2" />);
  expect(await screen.findByText('第 2 件')).toBeInTheDocument();
  answerFirst({ ...aCard('1'), title: '第 1 件' });
  await server.idle();
  expect(screen.getByText('第 2 件')).toBeInTheDocument();
});

test('another person signing in asks anew, while what everyone may see stays', async () => {
  server.on('reports.info', ({ headers }) => ({ ...aCard('1'), title: headers.authorization ? '我的' : '大家的' }));
  render(<Title id="1" />);
  expect(await screen.findByText('大家的')).toBeInTheDocument();
  act(signIn);
  expect(screen.getByText('大家的')).toBeInTheDocument();
  expect(await screen.findByText('我的')).toBeInTheDocument();
});

function List() {
  const { items, more, loadMore, error, ready } = usePages(reports.list, { open: 'true' });
  return (
    <>
      {ready && items.map((r) => <p key={r.id}>{r.id}</p>)}
      {error && <p>{error.code}</p>}
      {more && (
        <button type="button" onClick={loadMore}>
          more
        </button>
      )}
    </>
  );
}

test('a list goes on from its cursor; what is shown stays when a later page fails', async () => {
  let broken = true;
  server.on('reports.list', ({ query }) => {
    if (!query.get('cursor')) return { items: [aCard('a')], next: 'c1' };
    return broken ? failed(500, 'internalError') : { items: [aCard('b')] };
  });
  render(<List />);
  fireEvent.click(await screen.findByText('more'));
  expect(await screen.findByText('internalError')).toBeInTheDocument();
  expect(screen.getByText('a')).toBeInTheDocument();
  broken = false;
  fireEvent.click(screen.getByText('more'));
  expect(await screen.findByText('b')).toBeInTheDocument();
  expect(screen.queryByText('more')).toBeNull();
  expect(screen.queryByText('internalError')).toBeNull();
});

function Once({ doIt }: { doIt: () => Promise<unknown> }) {
  const { busy, error, run } = useAction();
  return (
    <button type="button" onClick={() => void run(doIt)}>
      {busy ? 'busy' : (error?.code ?? 'ready')}
    </button>
  );
}

test('a double tap acts once; a failure is told and may be tried again', async () => {
  let finish: (error: RequestError) => void = () => undefined;
  const doIt = jest.fn(() => new Promise((_, reject) => (finish = reject)));
  render(<Once doIt={doIt} />);
  const button = screen.getByRole('button');
  fireEvent.click(button);
  fireEvent.click(button);
  expect(doIt).toHaveBeenCalledTimes(1);
  await act(async () => finish(new RequestError('tooManyRequests')));
  expect(button).toHaveTextContent('tooManyRequests');
  fireEvent.click(button);
  expect(doIt).toHaveBeenCalledTimes(2);
});

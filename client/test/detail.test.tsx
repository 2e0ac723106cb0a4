import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import ClaimPage from '@/pkg-report/claim';
import DetailPage from '@/pkg-report/detail';
import RatePage from '@/pkg-report/rate';
import { useSession } from '@/services/session';
import { openWith } from './fakes/taro';
import { aMe, anInfo, MORNING } from './requestFixtures';
import { failed, startServer, type TestServer } from './requestServer';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  openWith({ id: 'r1' });
  useSession.getState().forget();
  server.on('comments.list', () => ({ items: [] }));
  server.on('proposals.list', () => ({ items: [] }));
});
afterEach(() => server.stop());

const signIn = () => useSession.getState().begin({ token: 'token-of-today-000000000', me: aMe() });
const asked = (name: string) => server.asked.filter((a) => a.name === name);

test('a report tells its state, whose hands it is in, what is next, and its case number', async () => {
  server.on('reports.info', () =>
    anInfo('r1', {
      delivery: { status: 'accepted', attempts: 2, caseNumbers: ['示范 1', '示范 2'], acceptedAt: MORNING },
    }),
  );
  render(<DetailPage />);
  expect(await screen.findByRole('heading', { name: '水果筐摆上盲道', level: 1 })).toBeInTheDocument();
  expect(screen.getByText('在解放中队手里')).toBeInTheDocument();
  const receipt = screen.getByRole('region', { name: '送达回执' });
  expect(within(receipt).getByText('示范 2')).toBeInTheDocument();
  expect(within(receipt).getByText('示范 1')).toBeInTheDocument();
  expect(within(receipt).getByText('第 2 次')).toBeInTheDocument();
});

test('one that is not there says so, without an error number', async () => {
  server.on('reports.info', () => failed(404, 'notFound'));
  render(<DetailPage />);
  expect(await screen.findByText('没有找到这件事')).toBeInTheDocument();
  expect(screen.queryByText(/R-1/)).toBeNull();
});

test('what was typed as a comment stays while its writer signs in, and is sent once', async () => {
  server.on('reports.info', ({ headers }) => anInfo('r1', { abilities: headers.authorization ? ['comment'] : [] }));
  server.on('sessions.options', () => ({
    wechat: false,
    demonstrationPeople: [{ id: 'p1', name: '湖边老住', role: 'resident', title: '居民' }],
  }));
  server.on('sessions.startDemonstration', () => ({ token: 'token-of-today-000000000', me: aMe(), expiresAt: '' }));
  let tries = 0;
  server.on('comments.add', ({ body }) =>
    ++tries === 1
      ? failed(500, 'internalError')
      : { id: 'c1', at: MORNING, by: '湖边老住', official: false, mine: true, hidden: false, words: body.words },
  );
  render(<DetailPage />);
  fireEvent.change(await screen.findByRole('textbox', { name: '说说您看到的' }), {
    target: { value: '早上最难走' },
  });
  fireEvent.click(screen.getByRole('button', { name: '发出' }));
  fireEvent.click(await screen.findByRole('button', { name: /湖边老住/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('您写的都还在');
  expect(screen.getByRole('textbox', { name: '说说您看到的' })).toHaveValue('早上最难走');
  fireEvent.click(screen.getByRole('button', { name: '发出' }));
  expect(await screen.findByText('早上最难走', { selector: '.detail__talk' })).toBeInTheDocument();
  const keys = asked('comments.add').map((a) => a.headers['idempotency-key']);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test('修好了 names the version that was seen; when somebody was faster, the newest is shown', async () => {
  signIn();
  let version = 4;
  const info = () =>
    anInfo('r1', { state: 'resolved', origin: 'official', version, abilities: ['confirm', 'dispute'] });
  server.on('reports.info', info);
  server.on('reports.confirm', ({ body }) => {
    if (body.version === 4) {
      version = 5;
      return failed(409, 'reportMoved', { version });
    }
    return { ...info(), confirmed: 1, abilities: ['dispute'] };
  });
  render(<DetailPage />);
  fireEvent.click(await screen.findByRole('button', { name: '修好了' }));
  expect(await screen.findByText(/有人先办了一步/)).toBeInTheDocument();
  await server.idle();
  fireEvent.click(screen.getByRole('button', { name: '修好了' }));
  expect(await screen.findByText(/1 人说修好了/)).toBeInTheDocument();
  expect(asked('reports.confirm').map((a) => a.body.version)).toEqual([4, 5]);
});

test('inside the undo window the words can be changed and the report taken back', async () => {
  signIn();
  const fresh = { state: 'received', undoUntil: new Date(Date.now() + 300_000).toISOString() } as const;
  const info = anInfo('r1', { ...fresh, mine: true, abilities: ['edit', 'withdraw'] });
  server.on('reports.info', () => info);
  server.on('reports.edit', ({ body }) => ({ ...info, words: body.words, version: 5 }));
  server.on('reports.withdraw', () => ({ ...info, state: 'withdrawn', undoUntil: undefined, abilities: [] }));
  render(<DetailPage />);
  fireEvent.click(await screen.findByRole('button', { name: '修改' }));
  fireEvent.change(screen.getByRole('textbox', { name: '说说情况' }), { target: { value: '改过的话' } });
  fireEvent.click(screen.getByRole('button', { name: '存好' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText('改过的话')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '撤回' }));
  fireEvent.click(screen.getByRole('button', { name: '确定撤回' }));
  expect(await screen.findByText('已撤回', { selector: '.state *' })).toBeInTheDocument();
  expect(asked('reports.withdraw')[0]?.body).toEqual({ id: 'r1', version: 5 });
});

test('a refused report says why and takes one appeal', async () => {
  signIn();
  const info = anInfo('r1', {
    state: 'refused',
    abilities: ['correct', 'appeal'],
    timeline: [
      {
        seq: 2,
        at: MORNING,
        action: 'refuse',
        actor: 'moderator',
        to: 'refused',
        round: 1,
        reason: 'personalData',
        photos: [],
      },
    ],
  });
  server.on('reports.info', () => info);
  server.on('reports.appeal', () => ({ ...info, appealOpen: true, abilities: [] }));
  render(<DetailPage />);
  expect(await screen.findByText(/拍到了人脸、车牌或私人信息。可以改好再交/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '申诉' }));
  expect(screen.getByRole('button', { name: '先写几个字' })).toBeDisabled();
  fireEvent.change(screen.getByRole('textbox', { name: '为什么不同意' }), { target: { value: '照片里没有人' } });
  fireEvent.click(screen.getByRole('button', { name: '提交申诉' }));
  expect(await screen.findByText('申诉已交')).toBeInTheDocument();
  expect(asked('reports.appeal')[0]?.body).toMatchObject({ reason: '照片里没有人', version: 4 });
});

test('while it is being passed on the page looks again by itself', async () => {
  jest.useFakeTimers({
    doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'nextTick', 'queueMicrotask', 'Date', 'performance'],
  });
  try {
    server.on('reports.info', () =>
      anInfo('r1', { state: 'forwarding', receipt: 'queued', holder: { kind: 'queue' } }),
    );
    render(<DetailPage />);
    await screen.findByText('排队送往案件队伍');
    server.on('reports.info', () => anInfo('r1', { state: 'delivered', holder: { kind: 'desk' } }));
    act(() => jest.advanceTimersByTime(5000));
    expect(await screen.findByText('在区智慧城管受理台')).toBeInTheDocument();
    const looks = asked('reports.info').length;
    act(() => jest.advanceTimersByTime(60_000));
    await server.idle();
    expect(asked('reports.info')).toHaveLength(looks);
  } finally {
    jest.useRealTimers();
  }
});

test('a rating needs all of its answers; the button says what is missing', async () => {
  signIn();
  const info = anInfo('r1', { state: 'resolved', abilities: ['rate'], unit: { id: 'u1', name: '解放中队' } });
  server.on('reports.info', () => info);
  server.on('ratings.add', () => ({ ...info, ratedByMe: true, abilities: [] }));
  render(<RatePage />);
  expect(await screen.findByRole('button', { name: '还差总的感觉、速度、质量、态度' })).toBeDisabled();
  fireEvent.click(screen.getByRole('radio', { name: '满意' }));
  for (const group of ['速度', '质量', '态度'])
    fireEvent.click(within(screen.getByRole('radiogroup', { name: group })).getByRole('radio', { name: /^4 星/ }));
  fireEvent.click(screen.getByRole('button', { name: '提交评价' }));
  await screen.findByRole('button', { name: '正在提交' });
  await server.idle();
  expect(asked('ratings.add')[0]?.body).toEqual({
    reportId: 'r1',
    speed: 4,
    quality: 4,
    manner: 4,
    satisfaction: 'satisfied',
    words: '',
  });
});

test('an offered issue is claimed once, and who came too late is told', async () => {
  signIn();
  server.on('categories.groups', () => ({ groups: [] }));
  server.on('reports.info', () => anInfo('r1', { state: 'forwarding', receipt: 'offered', abilities: ['claim'] }));
  server.on('claims.take', () => failed(409, 'illegalTransition', { state: 'claimed', action: 'claim' }));
  render(<ClaimPage />);
  fireEvent.click(await screen.findByRole('button', { name: '认领' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('现在是「已认领」');
});

test('who is not signed in is told how to answer, and is asked once known', async () => {
  server.on('reports.info', ({ headers }) =>
    anInfo('r1', { state: 'resolved', origin: 'official', abilities: headers.authorization ? ['confirm'] : [] }),
  );
  server.on('sessions.options', () => ({
    wechat: false,
    demonstrationPeople: [{ id: 'p1', name: '湖边老住', role: 'resident', title: '居民' }],
  }));
  server.on('sessions.startDemonstration', () => ({ token: 'token-of-today-000000000', me: aMe(), expiresAt: '' }));
  render(<DetailPage />);
  fireEvent.click(await screen.findByRole('button', { name: '登录' }));
  fireEvent.click(await screen.findByRole('button', { name: /湖边老住/ }));
  expect(await screen.findByRole('button', { name: '修好了' })).toBeInTheDocument();
});

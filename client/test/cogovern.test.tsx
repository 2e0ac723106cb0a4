import type { Proposal } from '@jierong/shared/talk';
import Taro from '@tarojs/taro';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import CogovernPage from '@/pages/cogovern';
import ProposalPage from '@/pkg-cogovern/proposal';
import ProposalsPage from '@/pkg-cogovern/proposals';
import ProposePage from '@/pkg-cogovern/propose';
import TasksPage from '@/pkg-cogovern/tasks';
import { useSession } from '@/services/session';
import { openWith } from './fakes/taro';
import { aCard, aMe, anInfo } from './requestFixtures';
import { failed, startServer, type TestServer } from './requestServer';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

const aProposal = (part: Partial<Proposal> = {}): Proposal => ({
  id: 'v1',
  reportId: 'r1',
  reportTitle: '水果筐摆上盲道',
  reportState: 'handling',
  group: 'occupation',
  title: '门前画一条摆货线',
  why: '线内可以摆，出线就收',
  by: '一位街坊',
  at: inDays(-2),
  mine: false,
  tally: {
    residents: { for: 33, against: 5 },
    merchants: { for: 9, against: 3, membersFor: 8, membersAgainst: 1 },
  },
  comments: 0,
  closesAt: inDays(5),
  closed: false,
  abilities: ['vote', 'comment'],
  ...part,
});

const shop = { id: 's46', name: '湖畔面馆' };
const aMerchant = aMe({ id: 'p2', nickname: '湖畔面馆', role: 'merchant', title: '商户', shop });
const anOffer = aCard('r9', {
  title: '墙上贴满小广告',
  state: 'forwarding',
  receipt: 'offered',
  clock: { kind: 'offer', startedAt: inDays(-0.01), dueAt: inDays(0.05), status: 'onTime', share: 0.2 },
});

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  useSession.getState().forget();
  server.on('comments.list', () => ({ items: [] }));
  server.on('proposals.list', () => ({ items: [aProposal()] }));
});
afterEach(() => server.stop());

const signIn = (me = aMe()) => useSession.getState().begin({ token: 'token-of-today-000000000', me });
const asked = (name: string) => server.asked.filter((a) => a.name === name);

test('residents and merchants are counted apart, and members of the alliance are named', async () => {
  openWith({ id: 'v1' });
  server.on('proposals.info', () => aProposal());
  render(<ProposalPage />);
  expect(await screen.findByRole('img', { name: '居民赞成 33，反对 5' })).toBeInTheDocument();
  expect(screen.getByRole('img', { name: '商户赞成 9，反对 3' })).toBeInTheDocument();
  expect(screen.getByText('其中本街联盟成员 9 票：赞成 8，反对 1')).toBeInTheDocument();
  expect(screen.getByText('50 人投了')).toBeInTheDocument();
});

test('a vote is asked about once more, given once, and cannot be given again', async () => {
  signIn(aMerchant);
  openWith({ id: 'v1' });
  server.on('proposals.info', () => aProposal());
  server.on('proposals.vote', () => aProposal({ myVote: 'for', abilities: ['comment'] }));
  render(<ProposalPage />);
  fireEvent.click(await screen.findByRole('button', { name: '赞成' }));
  const sheet = await screen.findByRole('dialog', { name: '投赞成票？' });
  expect(within(sheet).getByText('以湖畔面馆的名义，计入商户的票。')).toBeInTheDocument();
  expect(asked('proposals.vote')).toHaveLength(0);
  const yes = within(sheet).getByRole('button', { name: '确定赞成' });
  fireEvent.click(yes);
  fireEvent.click(yes);
  expect(await screen.findByText('您投了赞成')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: '赞成' })).toBeNull();
  expect(asked('proposals.vote').map((a) => a.body)).toEqual([{ id: 'v1', choice: 'for' }]);
});

test('who voted on another device sees that vote instead of voting twice', async () => {
  signIn();
  openWith({ id: 'v1' });
  let voted = false;
  server.on('proposals.info', () => (voted ? aProposal({ myVote: 'against', abilities: ['comment'] }) : aProposal()));
  server.on('proposals.vote', () => {
    voted = true;
    return failed(409, 'alreadyVoted');
  });
  render(<ProposalPage />);
  fireEvent.click(await screen.findByRole('button', { name: '赞成' }));
  fireEvent.click(await screen.findByRole('button', { name: '确定赞成' }));
  expect(await screen.findByText('您已经投过票，一人一票。')).toBeInTheDocument();
  expect(screen.getByText('您投了反对')).toBeInTheDocument();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a comment stays while its sending fails and is sent under one key', async () => {
  signIn();
  openWith({ id: 'v1' });
  server.on('proposals.info', () => aProposal());
  let tries = 0;
  server.on('comments.add', ({ body }) =>
    ++tries === 1
      ? failed(500, 'internalError')
      : { id: 'c1', at: inDays(0), by: '湖边老住', official: false, mine: true, hidden: false, words: body.words },
  );
  render(<ProposalPage />);
  const field = await screen.findByRole('textbox', { name: '说说您的看法' });
  fireEvent.change(field, { target: { value: '六十厘米刚好过轮椅' } });
  fireEvent.click(screen.getByRole('button', { name: '发出' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('您写的都还在');
  fireEvent.click(screen.getByRole('button', { name: '发出' }));
  expect(await screen.findByText('六十厘米刚好过轮椅', { selector: '.comments__words' })).toBeInTheDocument();
  const keys = asked('comments.add').map((a) => a.headers['idempotency-key']);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
  expect(asked('comments.add')[0]?.body).toEqual({ proposalId: 'v1', words: '六十厘米刚好过轮椅' });
});

test('who speaks for the unit answers once, and the answer carries the seal', async () => {
  const unit = { id: 'u1', name: '解放中队' };
  signIn(aMe({ role: 'squadronLead', unit }));
  openWith({ id: 'v1' });
  server.on('proposals.info', () => aProposal({ abilities: ['comment', 'answer'] }));
  server.on('proposals.answer', ({ body }) =>
    aProposal({ officialAnswer: { at: inDays(0), unitName: '解放中队', words: String(body.words) }, abilities: [] }),
  );
  render(<ProposalPage />);
  fireEvent.change(await screen.findByRole('textbox', { name: '答复' }), { target: { value: '采纳，下周划线' } });
  fireEvent.click(screen.getByRole('button', { name: '公开答复' }));
  const answer = await screen.findByRole('group', { name: '官方答复' });
  expect(within(answer).getByText('官方')).toBeInTheDocument();
  expect(within(answer).getByText('采纳，下周划线')).toBeInTheDocument();
  expect(screen.queryByRole('textbox', { name: '答复' })).toBeNull();
});

test('staff whose unit handles it are told why they cannot vote', async () => {
  signIn(aMe({ role: 'gridOfficer', unit: { id: 'u1', name: '解放中队' } }));
  openWith({ id: 'v1' });
  server.on('proposals.info', () => aProposal({ abilities: ['comment'] }));
  render(<ProposalPage />);
  expect(await screen.findByText('您的单位在办这件事，不参加投票')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: '赞成' })).toBeNull();
});

test('a proposal is kept while it is written, survives a lost network, and is sent under one key', async () => {
  signIn();
  openWith({ reportId: 'r1' });
  server.on('reports.info', () => anInfo('r1', { abilities: ['propose'] }));
  let tries = 0;
  server.on('proposals.add', () => (++tries === 1 ? failed(503, 'databaseUnavailable') : aProposal({ id: 'v7' })));
  const first = render(<ProposePage />);
  expect(await screen.findByRole('button', { name: '先写一句话办法' })).toBeDisabled();
  fireEvent.change(screen.getByRole('textbox', { name: '一句话说清办法' }), { target: { value: '画一条线' } });
  expect(screen.getByRole('button', { name: '还差为什么、怎么做' })).toBeDisabled();
  fireEvent.change(screen.getByRole('textbox', { name: '为什么，怎么做' }), { target: { value: '两边都清楚' } });
  fireEvent.click(screen.getByRole('button', { name: '交上去' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('您写的都还在');
  first.unmount();
  render(<ProposePage />);
  expect(await screen.findByDisplayValue('画一条线')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '交上去' }));
  await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/pkg-cogovern/proposal/index?id=v7' }));
  const keys = asked('proposals.add').map((a) => a.headers['idempotency-key']);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test('a finished report takes no proposal any more and says so', async () => {
  signIn();
  openWith({ reportId: 'r1' });
  server.on('reports.info', () => anInfo('r1', { state: 'closed', outcome: 'fixed' }));
  render(<ProposePage />);
  expect(await screen.findByText('这件事现在不能提办法')).toBeInTheDocument();
});

test('a merchant sees what they are doing with its deadline, and what waits to be claimed', async () => {
  signIn(aMerchant);
  const doing = aCard('r5', {
    title: '弄口小广告没人清',
    state: 'claimed',
    clock: { kind: 'claim', startedAt: inDays(-1), dueAt: inDays(2), status: 'onTime', share: 0.3 },
  });
  server.on('mine.summary', () => ({
    reported: 0,
    supported: 0,
    claimed: 14,
    unread: 0,
    todos: [{ kind: 'claimDue', report: doing }],
    work: { desk: 0, review: 0, disputes: 0, held: 0 },
  }));
  server.on('claims.offers', () => ({ items: [anOffer] }));
  render(<CogovernPage />);
  fireEvent.click(await screen.findByRole('button', { name: '办好了，去拍照：弄口小广告没人清' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pkg-report/claim/index?id=r5' });
  fireEvent.click(await screen.findByRole('button', { name: '我来办：墙上贴满小广告' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pkg-report/claim/index?id=r9' });
});

test('a resident reads who may claim, and nothing is asked of the server in their name', async () => {
  signIn();
  render(<CogovernPage />);
  expect(await screen.findByRole('group', { name: '小事先请附近的人办' })).toBeInTheDocument();
  expect(await screen.findByText('门前画一条摆货线')).toBeInTheDocument();
  expect(asked('claims.offers')).toHaveLength(0);
});

test('when the proposals cannot be had, the rest of the page stands and they can be asked for again', async () => {
  signIn();
  server.on('proposals.list', () => failed(503, 'databaseUnavailable'));
  render(<CogovernPage />);
  const alert = await screen.findByRole('alert');
  server.on('proposals.list', () => ({ items: [aProposal()] }));
  fireEvent.click(within(alert).getByRole('button', { name: '再试一次' }));
  expect(await screen.findByText('门前画一条摆货线')).toBeInTheDocument();
});

test('offers that nobody left open say so, with a way on', async () => {
  signIn(aMerchant);
  server.on('claims.offers', () => ({ items: [] }));
  render(<TasksPage />);
  expect(await screen.findByText('现在没有等人认领的小事')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '随手拍' })).toBeInTheDocument();
});

test('the list of proposals goes on where the first page ended', async () => {
  server.on('proposals.list', ({ query }) =>
    query.get('cursor')
      ? { items: [aProposal({ id: 'v2', title: '收集点改成定时投放' })] }
      : { items: [aProposal()], next: 'c2' },
  );
  render(<ProposalsPage />);
  fireEvent.click(await screen.findByRole('button', { name: '再看一些' }));
  expect(await screen.findByText('收集点改成定时投放')).toBeInTheDocument();
  expect(screen.getByText('门前画一条摆货线')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: '再看一些' })).toBeNull();
});

import { fireEvent, render, screen } from '@testing-library/react';
import DisputesPage from '@/pkg-staff/disputes';
import ForwardingPage from '@/pkg-staff/forwarding';
import ReviewPage from '@/pkg-staff/review';
import { failed, startServer, type TestServer } from './requestServer';
import { aDispute, aHeldReport, aReviewItem, atWork, windowIs } from './staffFixtures';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  windowIs('wide');
  atWork(server, { role: 'squadronLead' });
});
afterEach(() => server.stop());

const bodies = (name: string) => server.asked.filter((a) => a.name === name).map((a) => a.body);
const done = () => ({ done: true });

test('a refusal needs a reason; then the next report comes by itself', async () => {
  server.on('review.list', () => ({ items: [aReviewItem('r1'), aReviewItem('r2', { title: '墙上贴满小广告' })] }));
  server.on('review.refuse', done);
  render(<ReviewPage />);
  expect(await screen.findByRole('heading', { name: '人行道违停' })).toBeInTheDocument();
  expect(screen.getByText('建议人看一眼（车牌）')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '先选一个原因' })).toBeDisabled();
  fireEvent.click(screen.getByRole('radio', { name: '拍到了人脸、车牌或私人信息' }));
  fireEvent.change(screen.getByRole('textbox', { name: /给上报人的话/ }), { target: { value: '请遮住车牌' } });
  fireEvent.click(screen.getByRole('button', { name: '不通过，告诉上报人' }));
  expect(await screen.findByRole('heading', { name: '墙上贴满小广告' })).toBeInTheDocument();
  expect(bodies('review.refuse')).toEqual([{ id: 'r1', version: 2, reason: 'personalData', note: '请遮住车牌' }]);
  expect(screen.getByRole('button', { name: '先选一个原因' })).toBeDisabled();
});

test('a refusal for another reason needs a sentence', async () => {
  server.on('review.list', () => ({ items: [aReviewItem('r1')] }));
  render(<ReviewPage />);
  fireEvent.click(await screen.findByRole('radio', { name: '其他原因' }));
  expect(screen.getByRole('button', { name: '选了「其他」，请写一句' })).toBeDisabled();
});

test('an appeal is not decided by who refused', async () => {
  server.on('review.list', () => ({
    items: [
      aReviewItem('r1', { kind: 'appeal', conflict: true, refusedBecause: 'unclearPhoto', appealWords: '是清楚的' }),
    ],
  }));
  render(<ReviewPage />);
  expect(await screen.findByText('照片看不清')).toBeInTheDocument();
  expect(screen.getByText(/申诉要换一个人看/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: '申诉成立，接着办' })).toBeNull();
});

test('of two moderators the later reads that it moved, and keeps the words', async () => {
  server.on('review.list', () => ({
    items: [aReviewItem('r1', { kind: 'appeal', refusedBecause: 'unclearPhoto', appealWords: '是清楚的' })],
  }));
  server.on('review.decideAppeal', () => failed(409, 'reportMoved', { version: 3 }));
  render(<ReviewPage />);
  const reason = await screen.findByRole('textbox', { name: /理由/ });
  fireEvent.change(reason, { target: { value: '照片确实清楚' } });
  fireEvent.click(screen.getByRole('button', { name: '申诉成立，接着办' }));
  expect(await screen.findByText(/刚刚有人先办了一步/)).toBeInTheDocument();
  expect(reason).toHaveValue('照片确实清楚');
});

test('a dispute shows before, after and evidence; a decision needs its reason', async () => {
  server.on('disputes.list', () => ({ items: [aDispute('r1'), aDispute('r2', { conflict: true })] }));
  server.on('disputes.decide', done);
  render(<DisputesPage />);
  for (const side of ['处置前', '处置后', '异议现场'])
    expect((await screen.findAllByText(side)).length).toBeGreaterThan(0);
  expect(screen.getByRole('button', { name: '属实，返工（先写理由）' })).toBeDisabled();
  fireEvent.change(screen.getByRole('textbox', { name: /理由/ }), { target: { value: '现场看过，还在' } });
  fireEvent.click(screen.getByRole('button', { name: '属实，返工' }));
  expect(await screen.findByText('您和这一件有关，不能裁决')).toBeInTheDocument();
  expect(bodies('disputes.decide')).toEqual([{ id: 'r1', version: 9, uphold: true, reason: '现场看过，还在' }]);
});

test('a held report is sent again, handed over by its number, or closed with a reason', async () => {
  server.on('forwarding.summary', () => ({
    waiting: 0,
    held: 3,
    acceptedToday: 9,
    oldestSeconds: 0,
    destinations: [{ name: 'caseDesk', title: 'caseDesk', waiting: 0 }],
    strayAnswers: 0,
  }));
  let held = ['f1', 'f2', 'f3'];
  server.on('forwarding.list', () => ({ items: held.map((id) => aHeldReport(id)) }));
  for (const act of ['resend', 'deliverByHand', 'closeWithReason'])
    server.on(`forwarding.${act}`, ({ body }) => {
      held = held.filter((id) => id !== body.id);
      return { done: true };
    });
  render(<ForwardingPage />);
  expect(await screen.findByText(/第 8 次/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '再送一次' }));
  expect(await screen.findByText(/f2:1/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '记下人工送达' }));
  expect(screen.getByRole('button', { name: '先填案卷号' })).toBeDisabled();
  fireEvent.change(screen.getByRole('textbox', { name: '对方的案卷号' }), { target: { value: 'ZH-2026-77' } });
  fireEvent.click(screen.getByRole('button', { name: '记下人工送达' }));
  expect(await screen.findByText(/f3:1/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '不送了，关闭' }));
  fireEvent.change(screen.getByRole('textbox', { name: /原因/ }), { target: { value: '已由物业清走' } });
  fireEvent.click(screen.getByRole('button', { name: '不送了，关闭' }));
  await screen.findByText('没有要人看的');
  expect(bodies('forwarding.resend')).toEqual([{ id: 'f1', version: 3 }]);
  expect(bodies('forwarding.deliverByHand')).toEqual([{ id: 'f2', version: 3, caseNumber: 'ZH-2026-77' }]);
  expect(bodies('forwarding.closeWithReason')).toEqual([{ id: 'f3', version: 3, reason: '已由物业清走' }]);
});

test('an administrator sends on what is held, and does not close it', async () => {
  atWork(server, { role: 'admin' });
  server.on('forwarding.list', () => ({ items: [aHeldReport('f1')] }));
  render(<ForwardingPage />);
  expect(await screen.findByRole('button', { name: '再送一次' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: '不送了，关闭' })).toBeNull();
});

test('a dry run says where a report would go, and why no other rule decided', async () => {
  atWork(server, { role: 'admin' });
  server.on('forwarding.list', () => ({ items: [aHeldReport('f1')] }));
  server.on('forwarding.dryRun', ({ query }) => ({
    group: query.get('group') ?? 'waste',
    categoryName: '垃圾',
    place: {},
    lead: 'caseDesk',
    copies: [],
    rule: { id: 'all', name: '其余都送受理台' },
    others: [{ id: 'water', name: '河道水域归保洁队', why: 'category' }],
  }));
  render(<ForwardingPage />);
  fireEvent.click(await screen.findByRole('button', { name: '按规则会送到哪里' }));
  expect(await screen.findByText('其余都送受理台')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('tab', { name: '去哪里' }));
  fireEvent.click(screen.getByRole('button', { name: /^事项/ }));
  fireEvent.click(screen.getByRole('radio', { name: '河道水域' }));
  expect(await screen.findByText('智慧城管受理台')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '另外 1 条规则为什么没用上' }));
  expect(screen.getByText('管的不是这个事项')).toBeInTheDocument();
});

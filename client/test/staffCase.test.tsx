import { fireEvent, render, screen, within } from '@testing-library/react';
import CasePage from '@/pkg-staff/case';
import { useSession } from '@/services/session';
import { openWith } from './fakes/taro';
import { aMe, MORNING } from './requestFixtures';
import { failed, startServer, type TestServer } from './requestServer';
import { aCaseInfo, atWork, windowIs } from './staffFixtures';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  windowIs('phone');
  atWork(server);
  openWith({ id: 'c1' });
});
afterEach(() => server.stop());

const body = (name: string) => server.asked.find((a) => a.name === name)?.body;

test('the main act is framed first with its form filled in; the others stand beside it', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { abilities: ['dispatch', 'closeUnfixed', 'void'] }));
  server.on('cases.dispatch', () => aCaseInfo('c1', { stage: 'dispatched', version: 5, abilities: [] }));
  render(<CasePage />);
  const box = await screen.findByRole('group', { name: '派遣' });
  expect(
    within(box)
      .getAllByRole('button')
      .map((b) => b.textContent),
  ).toEqual(expect.arrayContaining(['派遣', '没有办', '作废']));
  expect(within(box).getByRole('button', { name: '责任部门：解放中队' })).toBeInTheDocument();
  expect(within(box).getByRole('textbox', { name: '处置时限' })).toHaveValue('4');
  fireEvent.click(within(box).getByRole('button', { name: '派遣' }));
  expect(await screen.findByText('「派遣」已记下')).toBeInTheDocument();
  expect(body('cases.dispatch')).toEqual({
    id: 'c1',
    version: 4,
    unitId: 'unit-1',
    limit: { value: 4, unit: 'workingHour' },
  });
});

test('who handled a case reads why the check is not theirs', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { stage: 'handled', abilities: [], conflict: true }));
  render(<CasePage />);
  expect((await screen.findAllByText('您经办过，不能核查')).length).toBeGreaterThan(0);
  expect(screen.getByText(/要由没有经办的人来做/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /核查通过/ })).toBeNull();
});

test('when somebody was faster it is said, the case is shown as it is now, and what was typed stays', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { stage: 'accepted', abilities: ['file', 'decline'] }));
  server.on('cases.file', () => failed(409, 'caseMoved', { version: 5 }));
  render(<CasePage />);
  fireEvent.change(await screen.findByRole('textbox', { name: /交代一句/ }), { target: { value: '请带捞网' } });
  server.on('cases.info', () => aCaseInfo('c1', { version: 5 }));
  fireEvent.click(screen.getByRole('button', { name: '立案' }));
  expect(await screen.findByText(/刚刚有人先办了一步/)).toBeInTheDocument();
  expect(await screen.findByRole('button', { name: '派遣' })).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: /交代一句/ })).toHaveValue('请带捞网');
});

test('when nothing is left to do, the words typed in vain can still be read', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { stage: 'accepted', abilities: ['file'] }));
  server.on('cases.file', () => failed(409, 'caseMoved', { version: 5 }));
  render(<CasePage />);
  fireEvent.change(await screen.findByRole('textbox', { name: /交代一句/ }), { target: { value: '请带捞网' } });
  server.on('cases.info', () => aCaseInfo('c1', { version: 5, stage: 'closed', abilities: [] }));
  fireEvent.click(screen.getByRole('button', { name: '立案' }));
  expect(await screen.findByText('您写的还在：请带捞网')).toBeInTheDocument();
});

test('不予受理 asks for a reason of the published list before it can be sent', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { stage: 'arrived', abilities: ['accept', 'refuse'] }));
  server.on('cases.refuse', () => aCaseInfo('c1', { stage: 'declined', version: 5, abilities: [] }));
  render(<CasePage />);
  fireEvent.click(await screen.findByRole('button', { name: '不予受理' }));
  expect(screen.getByRole('button', { name: '先选一个原因' })).toBeDisabled();
  fireEvent.click(screen.getByRole('button', { name: /^原因/ }));
  fireEvent.click(screen.getByRole('radio', { name: '轻微或已过时' }));
  fireEvent.click(screen.getByRole('button', { name: '不予受理' }));
  expect(await screen.findByText('「不予受理」已记下')).toBeInTheDocument();
  expect(body('cases.refuse')).toEqual({ id: 'c1', version: 4, reason: 'tooMinor' });
});

test('处置反馈 cannot be sent without a photo of the repair', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { stage: 'handling', abilities: ['feedback', 'sendBack'] }));
  render(<CasePage />);
  expect(await screen.findByRole('button', { name: '先加办好后的照片' })).toBeDisabled();
});

test('not one digit of the reporter is on the page', async () => {
  server.on('cases.info', () => aCaseInfo('c1'));
  render(<CasePage />);
  expect(await screen.findByText('居民，号码不显示')).toBeInTheDocument();
});

test('who is not signed in is asked to, and goes on from there', async () => {
  useSession.getState().forget();
  server.on('sessions.options', () => ({
    wechat: false,
    demonstrationPeople: [{ id: 'p9', name: '周队员', role: 'gridOfficer', title: '网格员' }],
  }));
  const me = aMe({ nickname: '周队员', role: 'gridOfficer', workbench: ['desk'] });
  server.on('sessions.startDemonstration', () => ({ token: 'token-of-other-000000000', me, expiresAt: '' }));
  server.on('cases.info', () => aCaseInfo('c1'));
  render(<CasePage />);
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
  fireEvent.click(await screen.findByRole('button', { name: /周队员/ }));
  expect(await screen.findByRole('button', { name: '派遣' })).toBeInTheDocument();
});

test('who has no duty here is told so, and nothing of the case is asked for', async () => {
  atWork(server, { nickname: '湖边老住', workbench: [] });
  render(<CasePage />);
  expect(await screen.findByText('「案件」不归您办')).toBeInTheDocument();
  await server.idle();
  expect(server.asked.filter((a) => a.name === 'cases.info')).toHaveLength(0);
});

test('a session that lapses while one types asks for sign-in, and the act goes on with what was typed', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { stage: 'accepted', abilities: ['file'] }));
  server.on('cases.file', ({ headers }) =>
    headers.authorization === 'Bearer token-of-staff-000000000'
      ? failed(401, 'sessionExpired')
      : aCaseInfo('c1', { version: 5, abilities: [] }),
  );
  server.on('sessions.options', () => ({
    wechat: false,
    demonstrationPeople: [{ id: 'officer', name: '李队员', role: 'gridOfficer', title: '网格员' }],
  }));
  const { me } = useSession.getState();
  server.on('sessions.startDemonstration', () => ({ token: 'token-of-again-000000000', me, expiresAt: '' }));
  render(<CasePage />);
  fireEvent.change(await screen.findByRole('textbox', { name: /交代一句/ }), { target: { value: '请带捞网' } });
  fireEvent.click(screen.getByRole('button', { name: '立案' }));
  const sheet = await screen.findByRole('dialog');
  fireEvent.click(await within(sheet).findByRole('button', { name: /李队员/ }));
  expect(await screen.findByText('「立案」已记下')).toBeInTheDocument();
  expect(server.asked.filter((a) => a.name === 'cases.file').at(-1)?.body.note).toBe('请带捞网');
});

test('who may only hand over is told whose turn it is, and finds the act beside it', async () => {
  server.on('cases.info', () =>
    aCaseInfo('c1', { stage: 'handling', unit: { id: 'unit-2', name: '环卫一所' }, abilities: ['handOver', 'void'] }),
  );
  server.on('cases.handOver', () => aCaseInfo('c1', { stage: 'dispatched', version: 5, abilities: [] }));
  render(<CasePage />);
  expect(await screen.findByText('在环卫一所手里')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '转办' }));
  fireEvent.click(await screen.findByRole('button', { name: '责任部门：请选择' }));
  fireEvent.click(await screen.findByRole('radio', { name: '解放中队' }));
  fireEvent.click(screen.getByRole('button', { name: '转办' }));
  expect(await screen.findByText('「转办」已记下')).toBeInTheDocument();
  expect(body('cases.handOver')).toEqual({ id: 'c1', version: 4, unitId: 'unit-1' });
});

test('a unit that is asked to take a case over may do so, or say why not', async () => {
  const asked = {
    stage: 'dispatched' as const,
    unit: { id: 'unit-2', name: '环卫一所' },
    handOverTo: { id: 'unit-1', name: '园林绿化所' },
    abilities: ['takeOver' as const, 'refuseHandOver' as const],
  };
  server.on('cases.info', () => aCaseInfo('c1', asked));
  server.on('cases.takeOver', () => aCaseInfo('c1', { ...asked, version: 5, abilities: [] }));
  render(<CasePage />);
  expect(await screen.findByText(/环卫一所请您的单位接办/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '不接' }));
  expect(screen.getByRole('button', { name: '先写明原因' })).toBeDisabled();
  fireEvent.click(screen.getByRole('button', { name: /先不，回到「接办」/ }));
  fireEvent.click(screen.getByRole('button', { name: '接办' }));
  expect(await screen.findByText('「接办」已记下')).toBeInTheDocument();
  expect(body('cases.takeOver')).toEqual({ id: 'c1', version: 4 });
});

test('a unit is proposed with the reason why', async () => {
  server.on('cases.info', () => aCaseInfo('c1', { abilities: ['dispatch'] }));
  render(<CasePage />);
  expect(await screen.findByText('按职责清单「河道水域」归解放中队')).toBeInTheDocument();
});

test('whoever reported is written to without being known; the first message is due within a day', async () => {
  const clock = { kind: 'contact' as const, startedAt: MORNING, dueAt: '2026-11-24T01:12:00.000Z', share: 1.2 };
  const late = { ...clock, status: 'over' as const };
  server.on('cases.info', () => aCaseInfo('c1', { abilities: ['dispatch', 'contact'], contactClock: late }));
  server.on('cases.contact', () =>
    aCaseInfo('c1', { version: 5, abilities: ['dispatch'], contactClock: { ...clock, status: 'done' } }),
  );
  render(<CasePage />);
  expect(await screen.findByText('还没联系，已超时')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: '联系上报人' }));
  expect(screen.getByRole('button', { name: '先写要说的话' })).toBeDisabled();
  fireEvent.change(screen.getByRole('textbox', { name: /给上报人的话/ }), { target: { value: '明天上午来修' } });
  fireEvent.click(screen.getByRole('button', { name: '联系上报人' }));
  expect(await screen.findByText('已经联系过')).toBeInTheDocument();
  expect(body('cases.contact')).toEqual({ id: 'c1', version: 4, words: '明天上午来修' });
});

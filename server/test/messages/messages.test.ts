import { claims } from '@jierong/shared/endpoints/claims';
import { messages } from '@jierong/shared/endpoints/messages';
import { reports } from '@jierong/shared/endpoints/reports';
import { review } from '@jierong/shared/endpoints/review';
import { deliverMessages } from '../../src/modules/messages/deliver';
import { MessageModel } from '../../src/modules/messages/model';
import { AskingModel } from '../../src/modules/ratings/asking';
import { findReport } from '../../src/modules/reports/queries';
import { type Api, startApi } from '../support/api';
import {
  CHIEF,
  CLEANER,
  claimed,
  codeOf,
  dispatch,
  handle,
  MODERATOR,
  NEIGHBOUR,
  NOODLES,
  OFFICER,
  pages,
  publish,
  RESIDENT,
  sendReport,
  VOLUNTEER,
} from '../talk/stories';

let api: Api;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const inbox = async (by: string) => (await api.call(messages.list, { limit: 50 }, by)).items;
const kinds = async (by: string) => (await inbox(by)).map((m) => m.kind).reverse();

test('the reporter and the supporters hear of each step, once, newest first', async () => {
  const { id } = await publish(api, 'waste');
  await api.call(reports.support, { id }, NEIGHBOUR);
  await dispatch(api, id);
  await api.settle();
  expect(await kinds(RESIDENT)).toEqual(['release', 'acknowledge', 'accept', 'file', 'dispatch']);
  expect(await kinds(NEIGHBOUR)).toEqual(['accept', 'file', 'dispatch']);
  expect((await inbox(RESIDENT))[0]).toMatchObject({
    kind: 'dispatch',
    reportId: id,
    state: 'dispatched',
    unitName: '环卫一所',
    asks: false,
    read: false,
  });
  expect((await inbox(RESIDENT)).find((m) => m.kind === 'acknowledge')?.caseNumber).toBeDefined();
  expect(await inbox(VOLUNTEER)).toEqual([]);
});

test('delivered twice, also at once, each message is there exactly once', async () => {
  const { id } = await publish(api, 'waste');
  for (const by of [NEIGHBOUR, VOLUNTEER, CHIEF]) await api.call(reports.support, { id }, by);
  const report = await findReport(id);
  const entry = report?.timeline.at(-1);
  if (!report || !entry) throw new Error('no report');
  const deliver = () => deliverMessages(report, entry, api.clock.now());
  await Promise.all([deliver(), deliver(), deliver()]);
  await deliver();
  const rows = await MessageModel.find({ reportId: id, kind: entry.action }).lean();
  expect(rows.map((m) => m.personId).sort()).toEqual([CHIEF, NEIGHBOUR, RESIDENT, VOLUNTEER].sort());
});

test('when it is handled, the reporter and supporters from before are asked, and how many is kept', async () => {
  const { id } = await publish(api, 'waste');
  for (const by of [NEIGHBOUR, VOLUNTEER, CLEANER]) await api.call(reports.support, { id }, by);
  await dispatch(api, id);
  api.clock.advance(1000);
  await handle(api, id);
  await api.call(reports.support, { id }, CHIEF);
  const asked = async (by: string) => (await inbox(by)).find((m) => m.state === 'resolved')?.asks;
  expect([await asked(RESIDENT), await asked(NEIGHBOUR), await asked(VOLUNTEER)]).toEqual([true, true, true]);
  expect(await asked(CLEANER)).not.toBe(true);
  expect(await AskingModel.findOne({ reportId: id }).lean()).toMatchObject({
    asked: 3,
    unitId: 'demo-unit-sanitation',
  });
});

test('a refusal reaches the reporter alone, with its reason', async () => {
  const { id } = await sendReport(api, 'waste', RESIDENT, '广告群发');
  await api.settle();
  api.clock.advance(660_000);
  await api.settle();
  const { items } = await api.call(review.list, {}, MODERATOR);
  const waiting = items.find((item) => item.id === id);
  await api.call(review.refuse, { id, version: waiting?.version ?? 0, reason: 'advertising' }, MODERATOR);
  await api.settle();
  expect((await inbox(RESIDENT))[0]).toMatchObject({ state: 'refused', reason: 'advertising', asks: true });
  expect(new Set((await MessageModel.find().lean()).map((m) => m.personId))).toEqual(new Set([RESIDENT]));
});

test('a claimer hears that the claim was taken over; who acted is told nothing of their own act', async () => {
  const { id, version } = await claimed(api);
  await api.settle();
  expect(await kinds(NOODLES)).toEqual([]);
  expect(await kinds(RESIDENT)).toContain('claim');
  await api.call(claims.takeOver, { id, version }, OFFICER);
  await api.settle();
  expect(await kinds(NOODLES)).toEqual(['takeOver']);
});

test('messages are marked as read, named ones or all, and only the own ones', async () => {
  const { id } = await publish(api, 'waste');
  await api.call(reports.support, { id }, NEIGHBOUR);
  await dispatch(api, id);
  const [first, ...others] = await inbox(RESIDENT);
  const [theirs] = await inbox(NEIGHBOUR);
  await api.call(messages.read, { ids: [first?.id ?? '', theirs?.id ?? ''] }, RESIDENT);
  expect((await inbox(RESIDENT)).filter((m) => m.read).map((m) => m.id)).toEqual([first?.id]);
  expect((await inbox(NEIGHBOUR)).filter((m) => m.read)).toEqual([]);
  expect(others.length).toBeGreaterThan(1);
  await api.call(messages.read, {}, RESIDENT);
  expect((await inbox(RESIDENT)).every((m) => m.read)).toBe(true);
});

test('messages page newest first without losing or repeating one, also those of one instant', async () => {
  const { id } = await publish(api, 'waste');
  await dispatch(api, id);
  await handle(api, id);
  const all = await pages((cursor) => api.call(messages.list, { limit: 2, cursor }, RESIDENT));
  const whole = await inbox(RESIDENT);
  expect(whole.length).toBeGreaterThan(4);
  expect(all.map((m) => m.id)).toEqual(whole.map((m) => m.id));
  const forged = Buffer.from('["x","y"]').toString('base64url');
  expect(await codeOf(api.call(messages.list, { cursor: forged }, RESIDENT))).toBe('invalidInput');
});

import { claims } from '@jierong/shared/endpoints/claims';
import { messages } from '@jierong/shared/endpoints/messages';
import { ratings } from '@jierong/shared/endpoints/ratings';
import { mine, reports } from '@jierong/shared/endpoints/reports';
import { review } from '@jierong/shared/endpoints/review';
import { RatingModel } from '../../src/modules/ratings/model';
import { ReportModel } from '../../src/modules/reports/model';
import { type Api, startApi } from '../support/api';
import {
  CHIEF,
  claimed,
  codeOf,
  DESK,
  LEAD,
  look,
  MODERATOR,
  NEIGHBOUR,
  NOODLES,
  publish,
  RESIDENT,
  resolved,
  sendReport,
} from '../talk/stories';

let api: Api;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const summary = (by: string) => api.call(mine.summary, {}, by);
const todos = async (by: string) => (await summary(by)).todos.map((t) => `${t.kind} ${t.report.id}`);

test('a handled report waits to be confirmed, then to be rated, then for nothing', async () => {
  const { id, version } = await resolved(api, RESIDENT, [NEIGHBOUR]);
  expect(await todos(RESIDENT)).toEqual([`confirm ${id}`]);
  expect(await todos(NEIGHBOUR)).toEqual([`confirm ${id}`]);
  await api.call(reports.confirm, { id, version }, RESIDENT);
  expect(await todos(RESIDENT)).toEqual([`rate ${id}`]);
  await api.call(
    ratings.add,
    { reportId: id, speed: 5, quality: 5, manner: 5, satisfaction: 'satisfied', words: '' },
    RESIDENT,
  );
  expect(await todos(RESIDENT)).toEqual([]);
  expect(await todos(NEIGHBOUR)).toEqual([`confirm ${id}`]);
});

test('a refused report waits to be corrected, a claim to be finished', async () => {
  const { id } = await sendReport(api, 'waste', RESIDENT, '广告群发');
  await api.settle();
  api.clock.advance(660_000);
  await api.settle();
  expect((await summary(MODERATOR)).work.review).toBe(1);
  const { items } = await api.call(review.list, {}, MODERATOR);
  await api.call(review.refuse, { id, version: items[0]?.version ?? 0, reason: 'advertising' }, MODERATOR);
  expect(await todos(RESIDENT)).toEqual([`correct ${id}`]);
  expect((await summary(MODERATOR)).work.review).toBe(0);
  const taken = await claimed(api, NOODLES, NEIGHBOUR);
  expect(await todos(NOODLES)).toEqual([`claimDue ${taken.id}`]);
  expect(await todos(NEIGHBOUR)).toEqual([]);
});

test('the numbers are those of the lists, and work is counted for whom it is', async () => {
  const { id } = await publish(api, 'waste');
  await api.call(reports.support, { id }, CHIEF);
  await claimed(api, CHIEF);
  const { reported, unread, work } = await summary(RESIDENT);
  expect({ reported, work }).toEqual({ reported: 2, work: { desk: 0, review: 0, disputes: 0, held: 0 } });
  expect(unread).toBe((await api.call(messages.list, { limit: 50 }, RESIDENT)).items.length);
  expect(await summary(CHIEF)).toMatchObject({ reported: 0, supported: 1, claimed: 1 });
  expect((await summary(DESK)).work.desk).toBe(1);
});

test('an open dispute is work of the squadron lead', async () => {
  const { id, version } = await resolved(api);
  const photo = await api.uploadPhoto(RESIDENT);
  await api.call(reports.dispute, { id, version, reason: '还在', photos: [photo] }, RESIDENT);
  expect((await summary(LEAD)).work.disputes).toBe(1);
  expect((await summary(NEIGHBOUR)).work.disputes).toBe(0);
  expect(await todos(RESIDENT)).toEqual([]);
});

test('a name erased leaves the report in place and leads to nobody any more', async () => {
  const { id, version } = await resolved(api, RESIDENT, [NEIGHBOUR]);
  await api.call(reports.confirm, { id, version }, RESIDENT);
  await api.call(
    ratings.add,
    { reportId: id, speed: 5, quality: 5, manner: 5, satisfaction: 'satisfied', words: '' },
    RESIDENT,
  );
  expect(await codeOf(api.call(mine.forget, { id }, NEIGHBOUR))).toBe('notFound');
  await api.call(mine.forget, { id }, RESIDENT);
  const report = await look(api, id);
  expect(report).toMatchObject({ state: 'resolved', reporter: '一位居民', anonymous: true, confirmed: 1 });
  expect(JSON.stringify(await ReportModel.findById(id).lean())).not.toContain(RESIDENT);
  expect(JSON.stringify(await RatingModel.find({ reportId: id }).lean())).not.toContain(RESIDENT);
  expect((await api.call(messages.list, {}, RESIDENT)).items).toEqual([]);
  expect(await codeOf(api.call(mine.forget, { id }, RESIDENT))).toBe('notFound');
});

test('a claim of the own report stays known after the name was erased', async () => {
  const { id, version } = await claimed(api, NOODLES, NOODLES);
  await api.call(mine.forget, { id }, NOODLES);
  const photo = await api.uploadPhoto(NOODLES);
  const done = await api.call(claims.finish, { id, version, photos: [photo] }, NOODLES);
  expect(await codeOf(api.call(reports.confirm, { id, version: done.version }, NOODLES))).toBe('conflictOfInterest');
});

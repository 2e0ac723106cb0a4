import { claims } from '@jierong/shared/endpoints/claims';
import { ratings } from '@jierong/shared/endpoints/ratings';
import { reports } from '@jierong/shared/endpoints/reports';
import type { RatingInput } from '@jierong/shared/ratings';
import { giveDueRedos } from '../../src/modules/ratings/commands/orderRedo';
import { RatingModel } from '../../src/modules/ratings/model';
import { ReportModel } from '../../src/modules/reports/model';
import { type Api, startApi } from '../support/api';
import {
  CLEANER,
  claimed,
  codeOf,
  dispatch,
  handle,
  look,
  NEIGHBOUR,
  NOODLES,
  publish,
  RESIDENT,
  resolved,
  VOLUNTEER,
} from '../talk/stories';

const DAY = 86_400_000;
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const rate = (reportId: string, by: string, more: Partial<RatingInput> = {}) =>
  api.call(
    ratings.add,
    { reportId, speed: 5, quality: 4, manner: 5, satisfaction: 'satisfied', words: '', ...more },
    by,
  );
const unsatisfied = { satisfaction: 'unsatisfied', quality: 1, words: '还在那里' } as const;

test('the reporter and supporters from before the repair rate once; who came later or only looks does not', async () => {
  const { id } = await resolved(api, RESIDENT, [NEIGHBOUR]);
  await api.call(reports.support, { id }, VOLUNTEER);
  expect(await codeOf(rate(id, VOLUNTEER))).toBe('forbidden');
  expect(await codeOf(rate(id, NOODLES))).toBe('forbidden');
  const rated = await rate(id, RESIDENT);
  expect(rated.ratedByMe).toBe(true);
  expect(rated.abilities).not.toContain('rate');
  expect((await look(api, id, NEIGHBOUR)).ratedByMe).toBe(false);
  await rate(id, NEIGHBOUR);
  expect(await codeOf(rate(id, RESIDENT))).toBe('alreadyRated');
});

test('ten taps are one rating', async () => {
  const { id } = await resolved(api);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => codeOf(rate(id, RESIDENT))));
  expect(outcomes.filter((o) => o === 'done')).toHaveLength(1);
  expect(await RatingModel.countDocuments({ reportId: id })).toBe(1);
});

test('nobody rates their own work, nor that of their unit', async () => {
  const { id } = await publish(api, 'waste');
  await api.call(reports.support, { id }, CLEANER);
  await dispatch(api, id);
  await handle(api, id);
  expect(await codeOf(rate(id, CLEANER))).toBe('conflictOfInterest');
  const own = await claimed(api, NOODLES, NOODLES);
  const photo = await api.uploadPhoto(NOODLES);
  await api.call(claims.finish, { id: own.id, version: own.version, photos: [photo] }, NOODLES);
  expect(await codeOf(rate(own.id, NOODLES))).toBe('conflictOfInterest');
});

test('what is not handled yet, or was closed too long ago, is not rated', async () => {
  const open = await publish(api, 'waste');
  expect(await codeOf(rate(open.id, RESIDENT))).toBe('illegalTransition');
  const { id, version } = await claimed(api, VOLUNTEER);
  const photo = await api.uploadPhoto(VOLUNTEER);
  const done = await api.call(claims.finish, { id, version, photos: [photo] }, VOLUNTEER);
  await api.call(reports.confirm, { id, version: done.version }, RESIDENT);
  const longAgo = new Date(api.clock.now().getTime() - 30 * DAY - 1000);
  await ReportModel.updateOne({ _id: id }, { $set: { closedAt: longAgo } });
  expect(await codeOf(rate(id, RESIDENT))).toBe('illegalTransition');
});

test('不满意 by the reporter sends the case back at most twice, the second time as a public 督办', async () => {
  const { id } = await resolved(api);
  const first = await rate(id, RESIDENT, unsatisfied);
  expect(first).toMatchObject({ state: 'reopened', supervised: false });
  expect(first.timeline.at(-1)).toMatchObject({ action: 'rateUnsatisfied', actor: 'reporter', note: '还在那里' });
  await api.settle();
  await handle(api, id);
  const asked = await look(api, id, RESIDENT);
  expect(asked).toMatchObject({ state: 'resolved', ratedByMe: false });
  expect(asked.abilities).toContain('rate');
  expect(await rate(id, RESIDENT, unsatisfied)).toMatchObject({ state: 'reopened', supervised: true });
  await api.settle();
  await handle(api, id);
  expect(await rate(id, RESIDENT, unsatisfied)).toMatchObject({ state: 'resolved', ratedByMe: true });
  expect(await RatingModel.countDocuments({ reportId: id, callBack: true })).toBe(1);
});

test("不满意 about a claimed issue sends it to the case queue; a supporter's moves nothing and asks for 回访", async () => {
  const { id, version } = await claimed(api, VOLUNTEER);
  await api.call(reports.support, { id }, NEIGHBOUR);
  api.clock.advance(1000);
  const photo = await api.uploadPhoto(VOLUNTEER);
  await api.call(claims.finish, { id, version, photos: [photo] }, VOLUNTEER);
  expect(await rate(id, NEIGHBOUR, unsatisfied)).toMatchObject({ state: 'resolved' });
  expect(await RatingModel.exists({ reportId: id, personId: NEIGHBOUR, callBack: true })).not.toBeNull();
  expect(await rate(id, RESIDENT, unsatisfied)).toMatchObject({ state: 'forwarding', receipt: 'queued' });
  await api.settle();
  expect(await look(api, id)).toMatchObject({ state: 'delivered' });
});

test('an order that a crash kept from its report is given within a minute, once', async () => {
  const { id } = await resolved(api);
  const { timeline } = await look(api, id);
  await RatingModel.create({
    _id: 'left-by-a-crash',
    reportId: id,
    asking: timeline.findLast((e) => e.to === 'resolved')?.seq,
    askedAt: api.clock.now(),
    personId: RESIDENT,
    as: 'reporter',
    speed: 1,
    quality: 1,
    manner: 1,
    satisfaction: 'unsatisfied',
    words: '',
    wordsShown: false,
    redo: 'due',
    callBack: false,
    at: api.clock.now(),
  });
  api.clock.advance(61_000);
  await giveDueRedos(api.services);
  await giveDueRedos(api.services);
  const report = await look(api, id);
  expect(report.state).toBe('reopened');
  expect(report.timeline.filter((e) => e.action === 'rateUnsatisfied')).toHaveLength(1);
});

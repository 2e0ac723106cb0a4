import { claims } from '@jierong/shared/endpoints/claims';
import { reports } from '@jierong/shared/endpoints/reports';
import { ReportModel } from '../../src/modules/reports/model';
import { type Api, startApi } from '../support/api';
import {
  CHIEF,
  claimed,
  codeOf,
  look,
  NEIGHBOUR,
  NOODLES,
  OFFICER,
  pages,
  publish,
  RESIDENT,
  VOLUNTEER,
} from '../talk/stories';

const DAY = 86_400_000;
let api: Api;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const take = (id: string, version: number, by: string) => api.call(claims.take, { id, version }, by);

test('a self-governable issue is offered to neighbours, and one of them takes it under the name of the shop', async () => {
  const report = await publish(api, 'clutter');
  expect(report).toMatchObject({ state: 'forwarding', receipt: 'offered' });
  expect((await api.call(claims.offers, {}, NOODLES)).items.map((r) => r.id)).toEqual([report.id]);
  expect((await api.call(claims.offers, {}, RESIDENT)).items).toEqual([]);
  const taken = await take(report.id, report.version, NOODLES);
  expect(taken).toMatchObject({
    state: 'claimed',
    claimedBy: '湖畔面馆',
    holder: { kind: 'claimer', name: '湖畔面馆' },
  });
  expect(taken.abilities).toEqual(expect.arrayContaining(['done', 'giveUp']));
  expect((await api.call(claims.offers, {}, NOODLES)).items).toEqual([]);
});

test('of two who claim at once exactly one gets it', async () => {
  const { id, version } = await publish(api, 'clutter');
  const outcomes = await Promise.all([codeOf(take(id, version, NOODLES)), codeOf(take(id, version, CHIEF))]);
  expect(outcomes.sort()).toEqual(['done', 'reportMoved']);
  expect((await look(api, id)).timeline.filter((e) => e.action === 'claim')).toHaveLength(1);
});

test('residents and staff do not claim; a reporter claims their own only as a merchant of another shop', async () => {
  const { id, version } = await publish(api, 'clutter', CHIEF);
  expect(await codeOf(take(id, version, RESIDENT))).toBe('forbidden');
  expect(await codeOf(take(id, version, OFFICER))).toBe('forbidden');
  expect(await codeOf(take(id, version, CHIEF))).toBe('conflictOfInterest');
  const own = await publish(api, 'clutter', NOODLES);
  await ReportModel.updateOne({ _id: own.id }, { $set: { shopId: 'demo-shop-0046' } });
  expect(await codeOf(take(own.id, own.version, NOODLES))).toBe('conflictOfInterest');
  await ReportModel.updateOne({ _id: own.id }, { $unset: { shopId: 1 } });
  expect(await codeOf(take(own.id, own.version, NOODLES))).toBe('done');
});

test('done with an after-photo, confirmed by the reporter, closed; the claimer has no say in it', async () => {
  const { id } = await claimed(api, VOLUNTEER);
  const photo = await api.uploadPhoto(VOLUNTEER);
  const { version } = await look(api, id);
  expect(await codeOf(api.call(claims.finish, { id, version, photos: [photo] }, NOODLES))).toBe('forbidden');
  const theirs = await api.uploadPhoto(RESIDENT);
  expect(await codeOf(api.call(claims.finish, { id, version, photos: [theirs] }, VOLUNTEER))).toBe('unknownPhoto');
  const done = await api.call(claims.finish, { id, version, photos: [photo], note: '搬走了' }, VOLUNTEER);
  expect(done).toMatchObject({ state: 'resolved', origin: 'claim', claimedBy: '志愿者' });
  expect(done.afterPhotos).toMatchObject([{ key: photo, view: 'after' }]);
  expect(done.answerUntil).toBe(new Date(api.clock.now().getTime() + 7 * DAY).toISOString());
  expect(await codeOf(api.call(reports.confirm, { id, version: done.version }, VOLUNTEER))).toBe('conflictOfInterest');
  const closed = await api.call(reports.confirm, { id, version: done.version }, RESIDENT);
  expect(closed).toMatchObject({ state: 'closed', outcome: 'fixed' });
  await api.settle();
  expect((await look(api, id)).delivery?.caseNumbers ?? []).toEqual([]);
});

test('seven days of silence close a claimed issue by themselves', async () => {
  const { id, version } = await claimed(api);
  const photo = await api.uploadPhoto(NOODLES);
  await api.call(claims.finish, { id, version, photos: [photo] }, NOODLES);
  api.clock.advance(7 * DAY + 1000);
  await api.settle();
  expect(await look(api, id)).toMatchObject({ state: 'closed', outcome: 'fixed' });
});

test('a claim nobody comes back to goes to the case queue by itself', async () => {
  const { id } = await claimed(api);
  api.clock.advance(7 * DAY);
  await api.settle();
  const lapsed = await look(api, id);
  expect(lapsed).toMatchObject({ state: 'delivered', receipt: 'accepted' });
  expect(lapsed.delivery?.caseNumbers).toHaveLength(1);
  expect(lapsed.timeline.map((e) => e.action)).toEqual(expect.arrayContaining(['claim', 'limitOver', 'acknowledge']));
});

test('an offer nobody takes goes to the case queue by itself', async () => {
  const { id } = await publish(api, 'clutter');
  api.clock.advance(DAY);
  await api.settle();
  expect(await look(api, id)).toMatchObject({ state: 'delivered' });
});

test('a claimer who gives up sends it to the queue at once, and is not asked again', async () => {
  const { id, version } = await claimed(api);
  expect(await codeOf(api.call(claims.giveUp, { id, version }, CHIEF))).toBe('forbidden');
  const given = await api.call(claims.giveUp, { id, version }, NOODLES);
  expect(given).toMatchObject({ state: 'forwarding', receipt: 'queued' });
  expect(given.claimedBy).toBeUndefined();
  await api.settle();
  expect(await look(api, id)).toMatchObject({ state: 'delivered' });
  expect(await codeOf(api.call(claims.giveUp, { id, version: given.version }, NOODLES))).toBe('reportMoved');
});

test('a grid officer takes over what cannot wait', async () => {
  const { id, version } = await claimed(api);
  expect(await codeOf(api.call(claims.takeOver, { id, version }, NEIGHBOUR))).toBe('forbidden');
  const taken = await api.call(claims.takeOver, { id, version }, OFFICER);
  expect(taken.timeline.at(-1)).toMatchObject({ action: 'takeOver', by: '解放中队' });
  await api.settle();
  expect(await look(api, id)).toMatchObject({ state: 'delivered' });
});

test('offers page by their end without losing or repeating one', async () => {
  for (let i = 0; i < 5; i++) await publish(api, 'clutter', i % 2 ? RESIDENT : NEIGHBOUR, `第 ${i} 堆`);
  const all = await pages((cursor) => api.call(claims.offers, { limit: 2, cursor }, CHIEF));
  expect(new Set(all.map((r) => r.id)).size).toBe(5);
  const ends = all.map((r) => r.clock?.dueAt ?? '');
  expect(ends).toEqual([...ends].sort());
});

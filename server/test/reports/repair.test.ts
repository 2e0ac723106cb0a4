import { cases } from '@jierong/shared/endpoints/cases';
import { ratings } from '@jierong/shared/endpoints/ratings';
import { reports } from '@jierong/shared/endpoints/reports';
import { disputes } from '@jierong/shared/endpoints/review';
import { type Api, type ApiError, startApi } from '../support/api';
import { afterUndo, caseOf, desk, handle, seen, send } from '../support/reports';

let api: Api;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const resident = 'demo-resident-1';
const neighbour = 'demo-resident-2';
const late = 'demo-merchant-1';

test('the whole way: reported, filed, handled, confirmed, checked, rated', async () => {
  const report = await send(api, resident);
  await afterUndo(api);
  await api.call(reports.support, { id: report.id }, neighbour);
  await handle(api, report.id);
  let now = await seen(api, report.id, resident);
  expect(now).toMatchObject({ state: 'resolved', origin: 'official', unit: { id: 'demo-unit-roads' }, asked: 2 });
  expect(now.abilities).toEqual(expect.arrayContaining(['confirm', 'dispute', 'rate']));

  now = await api.call(reports.confirm, { id: report.id, version: now.version }, resident);
  expect(now).toMatchObject({ state: 'resolved', confirmed: 1 });
  await api.settle();

  const record = await caseOf(api, report.id, desk.checker);
  expect(record.answers).toMatchObject({ confirmed: 1 });
  await api.call(cases.pass, { id: record.id, version: record.version }, desk.checker);
  await api.settle();
  expect(await seen(api, report.id)).toMatchObject({ state: 'closed', outcome: 'fixed' });

  const rating = {
    reportId: report.id,
    speed: 5,
    quality: 4,
    manner: 5,
    satisfaction: 'satisfied' as const,
    words: '很快',
  };
  expect(await api.call(ratings.add, rating, resident)).toMatchObject({ ratedByMe: true });
  await expect(api.call(ratings.add, rating, resident)).rejects.toMatchObject({ code: 'alreadyRated' });
});

test('who supports after the repair is not asked, and who handled it never judges', async () => {
  const report = await send(api, resident);
  await afterUndo(api);
  await handle(api, report.id);
  api.clock.advance(60_000);
  await api.call(reports.support, { id: report.id }, late);
  const now = await seen(api, report.id, late);
  expect(now.abilities).not.toEqual(expect.arrayContaining(['confirm']));
  await expect(api.call(reports.confirm, { id: report.id, version: now.version }, late)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(api.call(reports.confirm, { id: report.id, version: now.version }, desk.roads)).rejects.toMatchObject({
    code: 'conflictOfInterest',
  });
});

test('a dispute that the lead upholds goes back to the queue as 返工', async () => {
  const report = await send(api, resident);
  await afterUndo(api);
  await handle(api, report.id);
  let now = await seen(api, report.id, resident);
  const photo = await api.uploadPhoto(resident);
  now = await api.call(
    reports.dispute,
    { id: report.id, version: now.version, reason: '只铺了一半', photos: [photo] },
    resident,
  );
  expect(now).toMatchObject({ state: 'resolved', disputeOpen: true });
  await api.settle();
  await api.call(disputes.decide, { id: report.id, version: now.version, uphold: true, reason: '照片属实' }, desk.lead);
  await api.settle();
  expect(await seen(api, report.id)).toMatchObject({ state: 'reopened', disputeOpen: false });
  expect(await caseOf(api, report.id, desk.acceptor)).toMatchObject({ stage: 'reopened' });
});

test('a dispute nobody decides within a working day is upheld by itself', async () => {
  const report = await send(api, resident);
  await afterUndo(api);
  await handle(api, report.id);
  const now = await seen(api, report.id, resident);
  await api.call(
    reports.dispute,
    { id: report.id, version: now.version, reason: '没有修', photos: [await api.uploadPhoto(resident)] },
    resident,
  );
  api.clock.advance(26 * 3_600_000);
  await api.settle();
  expect(await seen(api, report.id)).toMatchObject({ state: 'reopened' });
});

test('不满意 by the reporter sends it back by itself; by a supporter it does not', async () => {
  const report = await send(api, resident);
  await afterUndo(api);
  await api.call(reports.support, { id: report.id }, neighbour);
  await handle(api, report.id);
  const low = { reportId: report.id, speed: 1, quality: 1, manner: 3, satisfaction: 'unsatisfied' as const, words: '' };
  expect(await api.call(ratings.add, low, neighbour)).toMatchObject({ state: 'resolved' });
  expect(await api.call(ratings.add, low, resident)).toMatchObject({ state: 'reopened', supervised: false });
});

test('a dispute needs a photo', async () => {
  const report = await send(api, resident);
  await afterUndo(api);
  await handle(api, report.id);
  const now = await seen(api, report.id, resident);
  const error = await api
    .call(reports.dispute, { id: report.id, version: now.version, reason: '没有修', photos: [] }, resident)
    .catch((e: ApiError) => e);
  expect(error).toMatchObject({
    status: 400,
    code: 'invalidInput',
    data: { issues: [{ path: 'photos', problem: 'too_small' }] },
  });
});

test('one support a person, however often and however fast', async () => {
  const report = await send(api, resident);
  await afterUndo(api);
  await Promise.all(Array.from({ length: 8 }, () => api.call(reports.support, { id: report.id }, neighbour)));
  expect(await api.call(reports.support, { id: report.id }, late)).toEqual({ supports: 2, supported: true });
  expect(await api.call(reports.unsupport, { id: report.id }, neighbour)).toEqual({ supports: 1, supported: false });
  await expect(api.call(reports.support, { id: report.id }, resident)).rejects.toMatchObject({
    code: 'conflictOfInterest',
  });
});

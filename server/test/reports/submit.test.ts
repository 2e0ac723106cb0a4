import { randomUUID } from 'node:crypto';
import { reports } from '@jierong/shared/endpoints/reports';
import { type Api, type ApiError, startApi } from '../support/api';
import { afterUndo, here, input, seen, send } from '../support/reports';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const resident = 'demo-resident-1';
const other = 'demo-resident-2';
const failure = (promise: Promise<unknown>): Promise<ApiError> =>
  promise.then(
    () => {
      throw new Error('it went through');
    },
    (error: ApiError) => error,
  );

describe('sending a report', () => {
  test('ten taps at once with one key are one report', async () => {
    const key = randomUUID();
    const body = input([await api.uploadPhoto(resident)]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.call(reports.submit, body, resident, key)));
    expect(new Set(answers.map((a) => a.id)).size).toBe(1);
    const mine = await api.call(reports.mine, { as: 'reporter', limit: 50 }, resident);
    expect(mine.items.filter((r) => r.id === answers[0]!.id)).toHaveLength(1);
  });

  test('the same key with other words is a conflict, and the first report stays as it was', async () => {
    const key = randomUUID();
    const body = input([await api.uploadPhoto(resident)]);
    const first = await api.call(reports.submit, body, resident, key);
    const error = await failure(api.call(reports.submit, { ...body, words: '另一件事情' }, resident, key));
    expect(error).toMatchObject({ status: 409, code: 'idempotencyConflict' });
    expect((await seen(api, first.id, resident)).words).toBe(body.words);
  });

  test('until it is published only its reporter sees it', async () => {
    const report = await send(api, resident);
    expect(report.state).toBe('received');
    expect(await failure(seen(api, report.id, other))).toMatchObject({ status: 404 });
    expect(await failure(seen(api, report.id))).toMatchObject({ status: 404 });
    await afterUndo(api);
    expect((await seen(api, report.id)).state).toBe('delivered');
  });

  test('the receipt names the case it became', async () => {
    const report = await send(api, resident);
    await afterUndo(api);
    const delivered = await seen(api, report.id);
    expect(delivered.delivery).toMatchObject({
      status: 'accepted',
      caseNumbers: [expect.stringMatching(/^NH\d{8}-\d{4}$/)],
    });
    expect(delivered.timeline.map((e) => e.action)).toEqual(['submit', 'release', 'acknowledge']);
  });

  test('outside the district it is refused with the nearest edge, and nothing is stored', async () => {
    const before = await api.call(reports.mine, { as: 'reporter', limit: 50 }, other);
    const body = input([await api.uploadPhoto(other)], {
      place: { point: { ...here, longitude: 121.5 }, address: '很远的地方', source: 'map' },
    });
    const error = await failure(api.call(reports.submit, body, other));
    expect(error).toMatchObject({
      status: 422,
      code: 'outsideDistrict',
      data: { nearest: { datum: 'gcj02' }, distanceMeters: expect.any(Number) },
    });
    expect((await api.call(reports.mine, { as: 'reporter', limit: 50 }, other)).items).toEqual(before.items);
  });

  test('a typed address needs no map', async () => {
    const report = await send(api, resident, { place: { address: '景湖路河埠头往东第二棵树', source: 'typed' } });
    expect(report.place).toMatchObject({ address: '景湖路河埠头往东第二棵树', source: 'typed' });
    expect(report.place.point).toBeUndefined();
  });

  test("somebody else's photo is named and refused", async () => {
    const foreign = await api.uploadPhoto(other, 0x123456);
    const error = await failure(api.call(reports.submit, input([foreign]), resident));
    expect(error).toMatchObject({ status: 422, code: 'unknownPhoto', data: { photos: [foreign] } });
  });

  test('a cover and the fault of a cover share a code: the kind tells them apart, and a fault is meant otherwise', async () => {
    const named = async (kind?: 'component' | 'event') =>
      (await send(api, resident, { group: 'lamp', code: '01001', ...(kind ? { kind } : {}) })).category;
    expect(await named('component')).toMatchObject({ kind: 'component', name: '供水井盖' });
    expect(await named('event')).toMatchObject({ kind: 'event', name: '供水井盖异常' });
    expect(await named()).toMatchObject({ kind: 'event', name: '供水井盖异常' });
  });

  test('one of the 403 codes takes its own group along; an unknown one is refused', async () => {
    const report = await send(api, resident, { group: 'other', code: '09005' });
    expect(report).toMatchObject({
      group: 'occupation',
      category: { code: '09005', standard: 'GB/T 47678.5', edition: '2026' },
    });
    const error = await failure(
      api.call(reports.submit, input([await api.uploadPhoto(resident)], { code: '99999' }), resident),
    );
    expect(error).toMatchObject({ status: 422, code: 'unknownCategory' });
  });
});

describe('inside the undo window', () => {
  test('words and name may be changed, the window does not grow', async () => {
    const report = await send(api, resident);
    const edited = await api.call(
      reports.edit,
      { id: report.id, version: report.version, words: '盲道砖松了两块，靠近公交站', anonymous: true },
      resident,
    );
    expect(edited).toMatchObject({
      words: '盲道砖松了两块，靠近公交站',
      anonymous: true,
      reporter: '一位居民',
      undoUntil: report.undoUntil,
    });
  });

  test('inside the window another of the official codes may be chosen', async () => {
    const report = await send(api, resident, { group: 'other', code: '09005' });
    const edit = (more: { code?: string; kind?: 'component' | 'event' }) =>
      api.call(reports.edit, { id: report.id, version: report.version, ...more }, resident);
    expect(await failure(edit({ code: '09005', kind: 'component' }))).toMatchObject({ code: 'unknownCategory' });
    expect(await failure(edit({ kind: 'event' }))).toMatchObject({ code: 'invalidInput' });
    expect(await edit({ code: '01001', kind: 'component' })).toMatchObject({
      group: 'lamp',
      category: { kind: 'component', code: '01001', name: '供水井盖' },
    });
  });

  test('an edit that names an older version is told which one holds now', async () => {
    const report = await send(api, resident);
    const edited = await api.call(
      reports.edit,
      { id: report.id, version: report.version, words: '第一次改' },
      resident,
    );
    const error = await failure(
      api.call(reports.edit, { id: report.id, version: report.version, words: '第二次改' }, resident),
    );
    expect(error).toMatchObject({ status: 409, code: 'reportMoved', data: { version: edited.version } });
  });

  test('taken back, it is forwarded nowhere', async () => {
    const report = await send(api, resident);
    await api.call(reports.withdraw, { id: report.id, version: report.version }, resident);
    await afterUndo(api);
    expect((await seen(api, report.id, resident)).state).toBe('withdrawn');
  });

  test('nobody else edits or withdraws it', async () => {
    const report = await send(api, resident);
    const { id, version } = report;
    const edit = failure(api.call(reports.edit, { id, version, words: '别人来改' }, other));
    const withdraw = failure(api.call(reports.withdraw, { id, version }, other));
    expect(await edit).toMatchObject({ status: 404 });
    expect(await withdraw).toMatchObject({ status: 404 });
  });

  test('after the window it is not edited any more', async () => {
    const report = await send(api, resident);
    await afterUndo(api);
    const now = await seen(api, report.id, resident);
    expect(
      await failure(api.call(reports.edit, { id: report.id, version: now.version, words: '太晚了' }, resident)),
    ).toMatchObject({ status: 409, code: 'illegalTransition' });
  });
});

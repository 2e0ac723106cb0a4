import { reports } from '@jierong/shared/endpoints/reports';
import { sessions } from '@jierong/shared/endpoints/sessions';
import type { ReportCard } from '@jierong/shared/reports';
import { type Api, startApi } from '../support/api';
import { listen, scans } from '../support/askedQueries';
import { afterUndo, here, send } from '../support/reports';

let api: Api;
const resident = 'demo-resident-1';
const neighbour = 'demo-resident-2';
const COUNT = 9;

beforeAll(async () => {
  api = await startApi();
  for (let i = 0; i < COUNT; i++) {
    const point = { ...here, latitude: here.latitude - i * 0.0004 };
    await send(api, resident, {
      group: i % 3 === 0 ? 'lamp' : 'road',
      words: `第${i + 1}处地砖松动`,
      place: { point, address: `吉丽街 ${i + 1} 号`, source: 'map' },
    });
    if (i % 2) api.clock.advance(1000);
  }
  await afterUndo(api);
});
afterAll(() => api.close());

/** Reads a list to its end, so many rows at a time. */
async function readAll(input: Record<string, unknown>, limit: number): Promise<ReportCard[]> {
  const rows: ReportCard[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await api.call(reports.list, { ...input, limit, ...(cursor ? { cursor } : {}) }, neighbour);
    rows.push(...page.items);
    if (!page.next) return rows;
    cursor = page.next;
  }
}

test.each([1, 2, 4, 50])(
  'pages of %d rows lose and repeat nothing, even where two came at the same instant',
  async (limit) => {
    const ids = (await readAll({}, limit)).map((r) => r.id);
    expect(ids).toHaveLength(COUNT);
    expect(new Set(ids).size).toBe(COUNT);
  },
);

test('nearest first, a page at a time, within the radius', async () => {
  const rows = await readAll({ longitude: here.longitude, latitude: here.latitude, radius: 250 }, 2);
  const meters = rows.map((r) => r.distanceMeters ?? -1);
  expect(meters).toEqual([...meters].sort((a, b) => a - b));
  expect(meters.length).toBeGreaterThan(3);
  expect(Math.max(...meters)).toBeLessThanOrEqual(250);
});

test('filters by group, by state and by words', async () => {
  expect(await readAll({ groups: ['lamp'] }, 50)).toHaveLength(3);
  expect(await readAll({ states: ['closed'] }, 50)).toHaveLength(0);
  expect((await readAll({ text: '第4处' }, 50)).map((r) => r.title)).toEqual(['第4处地砖松动']);
  expect(await readAll({ text: '没有这样的事' }, 50)).toEqual([]);
});

test('possible duplicates are open, of the same group and within a hundred metres', async () => {
  const { items } = await api.call(
    reports.duplicates,
    { group: 'road', longitude: here.longitude, latitude: here.latitude },
    neighbour,
  );
  expect(items.length).toBeGreaterThan(0);
  for (const item of items) expect([item.group, (item.distanceMeters ?? 999) <= 100]).toEqual(['road', true]);
});

test('the map shows what is in its box and nothing beside it', async () => {
  const box = {
    west: here.longitude - 0.001,
    east: here.longitude + 0.001,
    south: here.latitude - 0.0009,
    north: here.latitude + 0.0001,
  };
  const { pins, more } = await api.call(reports.map, box);
  expect([pins.length, more]).toEqual([3, false]);
});

test('every question of lists, map, own reports and sign-in is answered from an index', async () => {
  const { questions, stop } = listen();
  const page = await api.call(reports.list, { limit: 2 }, neighbour);
  await api.call(reports.list, { limit: 2, cursor: page.next }, neighbour);
  await api.call(reports.list, {
    open: 'true',
    groups: ['road', 'lamp'],
    states: ['delivered', 'filed'],
    text: '地砖',
    limit: 2,
  });
  await api.call(reports.list, {
    ...{ longitude: here.longitude, latitude: here.latitude, radius: 500 },
    open: 'true',
    limit: 2,
  });
  await api.call(reports.map, { west: 120.7, east: 120.8, south: 30.7, north: 30.8, open: 'true' });
  await api.call(reports.duplicates, { group: 'road', longitude: here.longitude, latitude: here.latitude }, neighbour);
  await api.call(reports.support, { id: page.items[0]?.id ?? '' }, neighbour);
  for (const as of ['reporter', 'supporter', 'claimer'] as const)
    await api.call(reports.mine, { as, limit: 1 }, neighbour);
  await api.call(sessions.options, {});
  await api.call(sessions.info, {}, neighbour);
  await api.settle();
  stop();
  expect(questions.length).toBeGreaterThan(20);
  expect(await scans(questions)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { type Routed, routeOf } from '../../src/forwarding/routing/routeOf';
import { RoutingMistakes, readRules } from '../../src/forwarding/routing/rules';
import { type Api, startApi } from '../support/api';
import { here, send } from '../support/reports';

const known = { destinations: ['desk', 'city', 'police'], units: ['unit-a', 'unit-b'] } as const;
const set = (...rules: object[]): string => JSON.stringify({ demonstration: true, rules });
const everything = { id: 'all', name: '其余' };
const rulesOf = (...rules: object[]) => readRules(set(...rules, everything), { ...known, units: [...known.units] });
const NOON = new Date('2026-11-23T04:00:00Z');

const GRID = '33040200100601';
const issue: Routed = {
  group: 'occupation',
  category: { majorCode: '09', code: '09005' },
  place: { point: { ...here }, roadId: 'demo-road-jili', gridId: GRID },
};
const ruleFor = (rules: Parameters<typeof routeOf>[0], report: Routed = issue, at = NOON): string =>
  routeOf(rules, report, at).because.rule.id;

describe('the narrowest rule decides', () => {
  const category = (codes: string[]) => ({ category: { codes } });
  const rules = rulesOf(
    { id: 'street', name: '街道', place: { streets: ['330402001'] } },
    { id: 'grid-1', name: '一级网格', place: { grids: ['33040200100000'] } },
    { id: 'grid-3', name: '三级网格', place: { grids: [GRID] } },
    { id: 'road', name: '路', place: { roads: ['demo-road-jinghu'] } },
    { id: 'area', name: '片区', place: { areas: ['demo-area-lakeside'] } },
    { id: 'group', name: '类', category: { groups: ['parking'] } },
    { id: 'major', name: '大类', category: { majors: ['06'] } },
    { id: 'code', name: '小类', ...category(['06036']) },
    { id: 'code-there', name: '那里的小类', place: { streets: ['330402001'] }, ...category(['06036']) },
  );
  const at = (place: Routed['place'], code = '09005', group: Routed['group'] = 'occupation') => ({
    group,
    category: { majorCode: code.slice(0, 2), code },
    place,
  });

  test.each<[string, Routed]>([
    ['grid-3', issue],
    ['grid-1', at({ gridId: '33040200100602' })],
    ['road', at({ gridId: GRID, roadId: 'demo-road-jinghu' })],
    ['area', at({ gridId: GRID, point: { longitude: 120.76, latitude: 30.76, datum: 'gcj02' } })],
    ['group', at({ gridId: GRID }, '09009', 'parking')],
    ['major', at({ gridId: GRID }, '06001')],
    ['code-there', at({ gridId: GRID }, '06036')],
    ['code', at({ gridId: '33040200300100' }, '06036')],
    ['all', at({ gridId: '33040200300100' })],
    ['all', at({})],
  ])('%s', (id, report) => {
    expect(ruleFor(rules, report)).toBe(id);
  });

  test('of equally narrow ones the first', () => {
    const equal = rulesOf(
      { id: 'one', name: '一', category: { groups: ['occupation'] }, lead: 'city' },
      { id: 'two', name: '二', category: { groups: ['occupation'] }, lead: 'police' },
    );
    expect(routeOf(equal, issue, NOON)).toMatchObject({
      lead: 'city',
      because: {
        others: [
          { rule: { id: 'two' }, why: 'later' },
          { rule: { id: 'all' }, why: 'wider' },
        ],
      },
    });
  });
});

test('a case goes to its lead and, as a copy, to others; the main destination leads where none is named', () => {
  const rules = rulesOf({
    id: 'both',
    name: '两处',
    category: { groups: ['occupation'] },
    copies: ['police'],
    unit: 'unit-a',
  });
  expect(routeOf(rules, issue, NOON)).toMatchObject({ lead: 'desk', copies: ['police'], unit: 'unit-a' });
  expect(routeOf(rules, { ...issue, group: 'water' }, NOON)).toMatchObject({ lead: 'desk', copies: [] });
});

test('where it came from counts: a channel, one key of it, or people', () => {
  const rules = rulesOf(
    { id: 'camera', name: '抓拍', sources: ['open311:camera-north'] },
    { id: 'machines', name: '外部程序', sources: ['open311'] },
    { id: 'people', name: '居民和商户', sources: ['people'] },
  );
  expect(ruleFor(rules, { ...issue, source: 'open311:camera-north' })).toBe('camera');
  expect(ruleFor(rules, { ...issue, source: 'open311:neighbour' })).toBe('machines');
  expect(ruleFor(rules)).toBe('people');
  expect(ruleFor(rules, { ...issue, source: 'phone' })).toBe('all');
});

test.each([
  ['2026-11-22T15:59:59Z', 'all', 'notYet'],
  ['2026-11-22T16:00:00Z', 'week', undefined],
  ['2026-11-27T15:59:59Z', 'week', undefined],
  ['2026-11-27T16:00:00Z', 'all', 'over'],
])('a rule holds from the morning of its first day to the evening of its last: %s', (at, id, why) => {
  const rules = rulesOf({ id: 'week', name: '一周', from: '2026-11-23', to: '2026-11-27' });
  const { because } = routeOf(rules, issue, new Date(at));
  expect(because.rule.id).toBe(id === 'week' ? 'week' : 'all');
  expect(because.others.find(({ rule }) => rule.id === 'week')?.why).toBe(why);
});

describe('a set of rules is checked whole', () => {
  const mistakesIn = (text: string): string => {
    try {
      readRules(text, { ...known, units: [...known.units] });
    } catch (error) {
      if (error instanceof RoutingMistakes) return error.message;
      throw error;
    }
    return '';
  };

  test('every mistake is named at once', () => {
    const text = mistakesIn(
      set(
        {
          id: 'bad',
          name: '错',
          lead: 'nowhere',
          copies: ['city', 'city', 'mars'],
          unit: 'unit-x',
          place: { grids: ['99'], roads: undefined },
          category: { codes: ['99999'] },
          from: '2026-12-02',
          to: '2026-12-01',
        },
        { id: 'bad', name: '重名', copies: ['desk'] },
        { id: 'last', name: '不兜底', category: { groups: ['water'] } },
      ),
    );
    for (const part of [
      'bad: unknown destination nowhere',
      'bad: unknown destination mars',
      'bad: city is there twice',
      'bad: unknown unit unit-x',
      'bad: unknown grid 99',
      'bad: unknown code 99999',
      'bad: it ends on 2026-12-01',
      'bad: its lead is among its copies',
      'bad is there twice',
      'the last rule must be for everything',
    ])
      expect(text).toContain(part);
  });

  test.each([
    ['not JSON', '{'],
    ['nothing at all', set()],
    ['an unknown field', set({ ...everything, wehre: 'desk' })],
    [
      'two kinds of place',
      set({ id: 'x', name: 'x', place: { roads: ['demo-road-jili'], grids: [GRID] } }, everything),
    ],
    ['a group that is none', set({ id: 'x', name: 'x', category: { groups: ['noise'] } }, everything)],
    ['a last rule that ends', set({ ...everything, to: '2030-01-01' })],
  ])('%s', (_, text) => {
    expect(mistakesIn(text)).toContain('mistake(s)');
  });

  test('the rules of the demonstration hold, and name units that there are', () => {
    const read = (name: string) => readFileSync(join(__dirname, '../../data/demonstration', name), 'utf8');
    const units = (JSON.parse(read('units.json')) as { units: { id: string }[] }).units.map(({ id }) => id);
    const rules = readRules(read('routes.json'), { destinations: ['caseDesk'], units });
    expect(rules.length).toBeGreaterThan(3);
    expect(rules.every(({ lead }) => lead === 'caseDesk')).toBe(true);
  });
});

describe('a dry run', () => {
  const LEAD = 'demo-squadron-lead-1';
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  test('of a point and a category says where it would go, by which rule, and why by no other', async () => {
    const trial = await api.call(
      forwarding.dryRun,
      { group: 'occupation', longitude: 120.76, latitude: 30.76 },
      'demo-admin-1',
    );
    expect(trial).toMatchObject({
      lead: 'caseDesk',
      copies: [],
      unit: { id: 'demo-unit-jiefang' },
      rule: { id: 'lakeside-order' },
    });
    expect(Object.fromEntries(trial.others.map(({ id, why }) => [id, why]))).toMatchObject({
      water: 'category',
      'jianshe-order': 'place',
      order: 'wider',
      all: 'wider',
      'spring-festival': 'notYet',
    });
  });

  test('of a report says the same of that report, and of another day what will hold then', async () => {
    const { id } = await send(api, 'demo-resident-1', { group: 'signboard', words: '招牌歪了快掉' });
    expect((await api.call(forwarding.dryRun, { reportId: id }, LEAD)).rule.id).toBe('all');
    const festival = await api.call(forwarding.dryRun, { reportId: id, at: '2027-02-06T02:00:00Z' }, LEAD);
    expect(festival).toMatchObject({ rule: { id: 'spring-festival' }, unit: { name: '综合处置组（区局值班）' } });
  });

  test('is for those who look after the forwarding', async () => {
    await expect(api.call(forwarding.dryRun, { group: 'water' }, 'demo-desk-1')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(api.call(forwarding.dryRun, {}, LEAD)).rejects.toMatchObject({ code: 'invalidInput' });
    await expect(api.call(forwarding.dryRun, { reportId: 'nobody' }, LEAD)).rejects.toMatchObject({ code: 'notFound' });
    await expect(api.call(forwarding.dryRun, { code: '99999' }, LEAD)).rejects.toMatchObject({
      code: 'unknownCategory',
    });
  });
});

import { cases } from '@jierong/shared/endpoints/cases';
import { units } from '@jierong/shared/endpoints/ratings';
import { findCaseByKey, openCase } from '../../src/modules/cases/desk';
import { CaseModel } from '../../src/modules/cases/model';
import { type CaseView, caseFilter } from '../../src/modules/cases/queries';
import type { Person } from '../../src/modules/people/person';
import { type Api, MONDAY, startApi } from '../support/api';
import { arrived, CHECKER, DESK, dispatched, HANDLER, handled, LEAD, LIMIT, step, storedCase } from './desk';

const MINUTE = 60_000;
const here = { longitude: 120.75948, latitude: 30.76224, datum: 'gcj02' as const };

describe('the queue of cases', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    api.clock.set(MONDAY);
    await CaseModel.deleteMany({});
  });
  const idsOf = async (who: string, input: Parameters<typeof list>[1] = {}) =>
    (await list(who, input)).items.map((item) => item.id);
  const list = (who: string, input: { view?: CaseView; [key: string]: unknown }) =>
    api.call(cases.list, input as never, who);

  test('shows everyone what waits for them', async () => {
    const fresh = await arrived(api);
    const sent = await arrived(api);
    await dispatched(api, sent);
    const done = await arrived(api);
    await handled(api, done);
    expect(await idsOf(DESK)).toEqual([fresh]);
    expect(await idsOf(HANDLER)).toEqual([sent]);
    expect(await idsOf(CHECKER)).toEqual([done]);
    expect(await idsOf(LEAD)).toEqual([fresh]);
    expect(await idsOf('demo-bureau-lead-1')).toEqual([]);
    expect((await idsOf('demo-bureau-lead-1', { view: 'open' })).sort()).toEqual([fresh, sent, done].sort());
    expect((await list(DESK, {})).counts).toEqual({ mine: 1, soon: 0, over: 0 });
  });

  test('puts the most urgent first, finished ones last with the newest on top', async () => {
    const slow = await arrived(api);
    await dispatched(api, slow);
    api.clock.advance(10 * MINUTE);
    const quick = await arrived(api);
    const first = await arrived(api);
    await step(api, cases.refuse, first, DESK, { reason: 'tooMinor' });
    api.clock.advance(MINUTE);
    const second = await arrived(api);
    await step(api, cases.refuse, second, DESK, { reason: 'tooMinor' });
    expect(await idsOf(DESK, { view: 'all' })).toEqual([quick, slow, second, first]);
  });

  test('says what is due soon and what is over, and clocks agree with the views', async () => {
    const id = await arrived(api);
    const states: [number, CaseView][] = [
      [89, 'open'],
      [1, 'soon'],
      [31, 'over'],
    ];
    for (const [minutes, view] of states) {
      api.clock.advance(minutes * MINUTE);
      const soon = await idsOf(DESK, { view: 'soon' });
      const over = await idsOf(DESK, { view: 'over' });
      expect([soon, over]).toEqual([view === 'soon' ? [id] : [], view === 'over' ? [id] : []]);
      const status = { open: 'onTime', soon: 'soon', over: 'over' }[view as 'open' | 'soon' | 'over'];
      expect((await api.call(cases.info, { id }, DESK)).stageClock).toMatchObject({ kind: 'accept', status });
    }
  });

  test('filters by stage, group, unit and words, and pages without losing or repeating a case', async () => {
    const lamp = await arrived(api, {
      group: 'lamp',
      title: '路灯不亮',
      place: { address: '景湖路 8 号', source: 'typed' },
    });
    const ids = [lamp];
    for (let i = 0; i < 6; i++) ids.push(await arrived(api));
    await dispatched(api, ids[1]!);
    expect(await idsOf(DESK, { view: 'all', groups: ['lamp'] })).toEqual([lamp]);
    expect(await idsOf(DESK, { view: 'all', stages: ['dispatched', 'handling'] })).toEqual([ids[1]]);
    expect(await idsOf(DESK, { view: 'all', unitId: 'demo-unit-sanitation' })).toEqual([ids[1]]);
    expect(await idsOf(DESK, { view: 'all', text: '景湖路' })).toEqual([lamp]);
    expect(await idsOf(DESK, { view: 'all', text: (await storedCase(ids[3]!)).number })).toEqual([ids[3]]);
    const last = (await storedCase(ids[3]!)).number.slice(-4);
    expect(await idsOf(DESK, { view: 'all', text: last })).toEqual([ids[3]]);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await list(DESK, { view: 'all', limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
    }
    expect(seen.slice().sort()).toEqual(ids.slice().sort());
    await expect(list(DESK, { cursor: 'bm90IG91cnM' })).rejects.toMatchObject({ status: 400, code: 'invalidInput' });
  });

  test('shows other open cases of the group within 200 m, the nearest first', async () => {
    const near = (dLatitude: number) => ({
      point: { ...here, latitude: here.latitude + dLatitude },
      address: '吉丽街',
      source: 'map' as const,
    });
    const id = await arrived(api, { place: near(0) });
    const at60 = await arrived(api, { place: near(0.00054) });
    const at30 = await arrived(api, { place: near(-0.00027) });
    await arrived(api, { place: near(0.0021) });
    await arrived(api, { place: near(0.0001), group: 'lamp' });
    const { nearby } = await api.call(cases.info, { id }, DESK);
    expect(nearby.map((other) => other.id)).toEqual([at30, at60]);
    expect(nearby[1]?.distanceMeters).toBe(60);
  });

  test('opens one case for a key, however many send it at once, and counts numbers up by the day', async () => {
    const id = await arrived(api);
    const { _id, key, ...rest } = await storedCase(id);
    const input = { ...rest, key: 'report-x:1', reportId: 'report-x', reportedAt: MONDAY, limit: LIMIT };
    const all = await Promise.all(Array.from({ length: 8 }, () => openCase(input, api.clock.now())));
    const numbers = new Set(all.map((delivery) => (delivery.outcome === 'accepted' ? delivery.caseNumber : '')));
    expect(numbers.size).toBe(1);
    expect(await findCaseByKey('report-x:1')).toEqual({ caseNumber: [...numbers][0] });
    expect(await CaseModel.countDocuments({ reportId: 'report-x' })).toBe(1);
    api.clock.advance(24 * 60 * MINUTE);
    const tomorrow = await storedCase(await arrived(api));
    expect(tomorrow.number).toBe('NH20261124-0001');
  });

  test('lists the units that handle cases, without those of the desk', async () => {
    const { units: all } = await api.call(units.list, {});
    expect(all.map((unit) => unit.name)).toContain('环卫一所');
    expect(all.map((unit) => unit.name)).not.toContain('智慧城管受理组');
  });

  test.each(['mine', 'soon', 'over', 'open', 'all'] as const)('answers the view %s from an index', async (view) => {
    await arrived(api);
    const person: Person = {
      id: 'p',
      nickname: 'p',
      role: 'departmentStaff',
      title: '',
      duties: ['acceptor', 'dispatcher'],
      unit: { id: 'u', name: 'u' },
      phoneVerified: true,
      demonstration: true,
    };
    const handler: Person = { ...person, duties: ['handler'] };
    for (const who of [person, handler]) {
      const filter = caseFilter(who, { view, text: view === 'all' ? '吉丽街' : undefined }, api.clock.now());
      const explained = await CaseModel.find(filter).sort({ rank: 1, _id: 1 }).limit(21).explain('queryPlanner');
      const plan = JSON.stringify(explained);
      expect(plan).toContain('IXSCAN');
      expect(plan).not.toContain('COLLSCAN');
    }
  });
});

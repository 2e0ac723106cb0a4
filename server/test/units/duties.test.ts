import { cases } from '@jierong/shared/endpoints/cases';
import type { Issue } from '../../src/modules/rules/condition';
import { ownerIn, ownerOf, readDuties } from '../../src/modules/units/duties';
import { arrived, DESK, step } from '../cases/desk';
import { type Api, startApi } from '../support/api';

const JIANSHE = '33040200300100';
const issue = (part: Partial<Issue> = {}): Issue => ({
  group: 'occupation',
  category: { majorCode: '09', code: '09005' },
  place: {},
  ...part,
});
const listOf = (...duties: object[]) =>
  readDuties(JSON.stringify({ demonstration: true, fallbackUnitId: 'rest', duties }));

describe('the duty list', () => {
  test('names the owner by what it is and where, the narrowest entry first', () => {
    expect(ownerOf(issue())).toMatchObject({ unitId: 'demo-unit-jiefang', duty: '占道和店外经营' });
    expect(ownerOf(issue({ place: { gridId: JIANSHE } }))).toMatchObject({ unitId: 'demo-unit-jianshe' });
    expect(ownerOf(issue({ group: 'lamp', category: { majorCode: '01', code: '01011' } }))).toEqual({
      unitId: 'demo-unit-general',
      duty: '燃气、油气管线的井盖',
      limit: { value: 2, unit: 'workingHour' },
    });
  });

  test('what nobody owns falls to the 兜底 owner, and no entry is named', () => {
    expect(ownerOf(issue({ group: 'other' }))).toEqual({ unitId: 'demo-unit-general' });
  });

  test('of equally narrow entries the first holds', () => {
    const groups = { groups: ['occupation'] };
    const list = listOf(
      { name: '一', category: groups, unitId: 'a' },
      { name: '二', category: groups, unitId: 'b' },
      { name: '全部', unitId: 'c' },
    );
    expect(ownerIn(list, issue()).unitId).toBe('a');
    expect(ownerIn(list, issue({ group: 'water' })).unitId).toBe('c');
  });

  test.each([
    ['a road that is none', { place: { roads: ['nowhere'] } }, 'unknown road nowhere'],
    ['a code that is none', { category: { codes: ['99999'] } }, 'unknown code 99999'],
    ['two kinds of category', { category: { codes: ['09005'], groups: ['water'] } }, 'one kind of category'],
  ])('%s is a mistake', (_, part, words) => {
    expect(() => listOf({ name: '错', unitId: 'a', ...part })).toThrow(words);
  });
});

describe('at the desk', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());
  const filed = async (more: Parameters<typeof arrived>[1]) => {
    const id = await arrived(api, more);
    await step(api, cases.accept, id, DESK);
    return { id, info: await step(api, cases.file, id, DESK) };
  };

  test('the dispatch is proposed with unit and limit of the duty list, and says why', async () => {
    const category = { standard: 'GB/T', edition: '2026', kind: 'event', majorCode: '01', code: '01011', name: '井盖' };
    const { info } = await filed({ group: 'lamp', category: { ...category, kind: 'event' } });
    expect(info.suggested).toMatchObject({
      unitId: 'demo-unit-general',
      limit: { value: 2, unit: 'workingHour' },
      because: 'duty',
      duty: '燃气、油气管线的井盖',
    });
    const rest = await filed({ group: 'other' });
    expect(rest.info.suggested).toMatchObject({ unitId: 'demo-unit-general', because: 'fallback' });
    expect(rest.info.suggested?.duty).toBeUndefined();
  });

  test('a case that comes back is proposed to who had it first', async () => {
    const { id } = await filed({ group: 'waste' });
    const limit = { value: 6, unit: 'workingHour' } as const;
    await step(api, cases.dispatch, id, DESK, { unitId: 'demo-unit-river', limit });
    const photos = [await api.uploadPhoto('demo-staff-river')];
    await step(api, cases.feedback, id, 'demo-staff-river', { photos });
    await step(api, cases.rework, id, 'demo-checker-1', { reason: '还有一半' });
    const { suggested } = await api.call(cases.info, { id }, DESK);
    expect(suggested).toMatchObject({ unitId: 'demo-unit-river', because: 'first', limit });
  });
});

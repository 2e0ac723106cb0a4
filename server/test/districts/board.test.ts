import { cases } from '@jierong/shared/endpoints/cases';
import { districts } from '@jierong/shared/endpoints/districts';
import { ratings } from '@jierong/shared/endpoints/ratings';
import { type Api, startApi } from '../support/api';
import {
  CHECKER,
  CLEANERS,
  caseOf,
  codeOf,
  dispatch,
  NEIGHBOUR,
  publish,
  RESIDENT,
  resolved,
  sendReport,
} from '../talk/stories';

const MINUTE = 60_000;
const DAY = 86_400_000;
let api: Api;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.close());

const board = (days = 30) => api.call(districts.board, { days });

test('an empty district has a board of noughts, day by day', async () => {
  const empty = await board(7);
  expect(empty).toMatchObject({ days: 7, reported: 0, closing: { count: 0, of: 0 }, open: 0, byState: [] });
  expect(empty.byDay).toHaveLength(7);
  expect(empty.byDay.at(-1)).toEqual({ day: '2026-11-23', reported: 0, closed: 0 });
  expect(empty.units.map((u) => u.name)).toContain('环卫一所');
});

test('every indicator comes with its two numbers', async () => {
  const done = await resolved(api, RESIDENT, [NEIGHBOUR]);
  await api.call(
    ratings.add,
    { reportId: done.id, speed: 5, quality: 5, manner: 5, satisfaction: 'mostlySatisfied', words: '' },
    NEIGHBOUR,
  );
  const check = await caseOf(api, done.id, CHECKER);
  await api.call(cases.pass, { id: check.id, version: check.version }, CHECKER);
  const back = await resolved(api, NEIGHBOUR);
  await api.call(
    ratings.add,
    { reportId: back.id, speed: 1, quality: 1, manner: 1, satisfaction: 'unsatisfied', words: '' },
    NEIGHBOUR,
  );
  const late = await publish(api, 'waste');
  await dispatch(api, late.id);
  await publish(api, 'clutter');
  await sendReport(api, 'waste');
  api.clock.advance(DAY);
  const shown = await board();
  expect(shown).toMatchObject({
    reported: 4,
    closing: { count: 1, of: 3 },
    onTime: { count: 1, of: 3 },
    rework: { count: 1, of: 3 },
    overdue: 2,
    open: 3,
    asked: 3,
    satisfied: { count: 1, of: 2 },
  });
  expect(shown.byState).toEqual(
    expect.arrayContaining([
      { state: 'closed', count: 1 },
      { state: 'reopened', count: 1 },
      { state: 'dispatched', count: 1 },
    ]),
  );
  expect(shown.byGroup.find((g) => g.group === 'waste')).toEqual({ group: 'waste', count: 3, open: 2 });
  expect(shown.byRoad.reduce((sum, road) => sum + road.count, 0)).toBe(4);
  expect(shown.byDay.reduce((sum, day) => sum + day.reported, 0)).toBe(4);
  expect(shown.byDay.reduce((sum, day) => sum + day.closed, 0)).toBe(1);
  expect(shown.units.find((u) => u.id === CLEANERS)).toMatchObject({
    handled: 1,
    onTime: 1,
    overdue: 2,
    asked: 3,
    answered: 2,
    satisfied: 1,
  });
});

test('the board is counted at most once a minute', async () => {
  const before = await board();
  await publish(api, 'waste');
  const counted = await board();
  expect(counted.reported).toBe(before.reported + 1);
  const again = await publish(api, 'waste', NEIGHBOUR);
  expect(again.state).toBe('delivered');
  api.clock.advance(-11 * MINUTE);
  expect((await board()).reported).toBe(counted.reported);
  api.clock.advance(12 * MINUTE);
  expect((await board()).reported).toBe(counted.reported + 1);
});

test('the window has its bounds', async () => {
  expect(await codeOf(board(6))).toBe('invalidInput');
  expect(await codeOf(board(366))).toBe('invalidInput');
});

test('the district says what it is and how long its timers run', async () => {
  expect(await api.call(districts.info, {})).toEqual({
    district: '南湖区',
    demonstration: true,
    timers: { undoMinutes: 10, claimOfferMinutes: 120, answerDays: 7, reopenDays: 30 },
  });
});

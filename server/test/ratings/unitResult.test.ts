import { ratings, units } from '@jierong/shared/endpoints/ratings';
import { RatingModel } from '../../src/modules/ratings/model';
import { type Api, startApi } from '../support/api';
import { CLEANERS, codeOf, dispatch, handle, NEIGHBOUR, publish, RESIDENT, resolved } from '../talk/stories';

const HOUR = 3_600_000;
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const result = () => api.call(units.result, { id: CLEANERS });
const rate = (reportId: string, by: string, satisfaction: 'satisfied' | 'unsatisfied', words: string) =>
  api.call(ratings.add, { reportId, speed: 4, quality: 5, manner: 3, satisfaction, words }, by);

test("a unit's result says how many were asked and answered, and that few did", async () => {
  expect(await result()).toMatchObject({ handled: 0, asked: 0, answered: 0, fewAnswers: true, words: [] });
  expect(await result()).not.toHaveProperty('speed');
  const { id } = await resolved(api, RESIDENT, [NEIGHBOUR]);
  await rate(id, RESIDENT, 'satisfied', '很干净');
  expect(await result()).toMatchObject({
    unit: { id: CLEANERS, name: '环卫一所', demonstration: true },
    handled: 1,
    onTime: 1,
    reworked: 0,
    open: 0,
    overdue: 0,
    asked: 2,
    answered: 1,
    satisfied: 1,
    fewAnswers: true,
    speed: 4,
    quality: 5,
    manner: 3,
    words: [{ words: '很干净', satisfaction: 'satisfied' }],
  });
});

test('words the check did not pass count with their stars and are not shown; nobody is named', async () => {
  const { id } = await resolved(api, NEIGHBOUR);
  await rate(id, NEIGHBOUR, 'satisfied', '广告群发');
  const { words, answered, ...rest } = await result();
  expect(answered).toBe(2);
  expect(words.map((w) => w.words)).toEqual(['很干净']);
  expect(JSON.stringify({ words, rest })).not.toMatch(/demo-resident|湖边老住|推轮椅/);
});

test('work in hand, overdue work and work sent back are told', async () => {
  const before = await result();
  const late = await publish(api, 'waste');
  await dispatch(api, late.id);
  expect(await result()).toMatchObject({ open: before.open + 1, overdue: 0 });
  api.clock.advance(20 * HOUR);
  expect(await result()).toMatchObject({ open: before.open + 1, overdue: 1 });
  await handle(api, late.id);
  expect(await result()).toMatchObject({ handled: before.handled + 1, onTime: before.onTime, overdue: 0 });
  await rate(late.id, RESIDENT, 'unsatisfied', '');
  await api.settle();
  expect(await result()).toMatchObject({ reworked: 1, open: 1, unsatisfied: 1, handled: before.handled });
});

test('from twenty answers on it is no small sample', async () => {
  const one = await RatingModel.findOne().lean();
  await RatingModel.insertMany(
    Array.from({ length: 20 }, (_, i) => ({ ...one, _id: `more-${i}`, personId: `person-${i}`, redo: undefined })),
  );
  expect((await result()).fewAnswers).toBe(false);
});

test('an unknown unit has no result, and a window has its bounds', async () => {
  expect(await codeOf(api.call(units.result, { id: 'no-such-unit' }))).toBe('notFound');
  expect(await codeOf(api.call(units.result, { id: CLEANERS, days: 3 }))).toBe('invalidInput');
});

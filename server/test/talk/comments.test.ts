import { comments } from '@jierong/shared/endpoints/talk';
import { PersonModel } from '../../src/modules/people/model';
import { CommentModel } from '../../src/modules/talk/commentModel';
import { recountTalk } from '../../src/modules/talk/recount';
import { type Api, startApi } from '../support/api';
import { CLEANER, codeOf, dispatch, look, MODERATOR, NEIGHBOUR, pages, publish, RESIDENT, sendReport } from './stories';

let api: Api;
let reportId: string;
beforeAll(async () => {
  api = await startApi();
  reportId = (await publish(api, 'waste')).id;
});
afterAll(() => api.close());

const say = (words: string, by: string, key?: string) => api.call(comments.add, { reportId, words }, by, key);
const read = async (by?: string) => (await api.call(comments.list, { reportId, limit: 50 }, by)).items;

test('a comment stands under its report for everyone, and the report counts it', async () => {
  const comment = await say('昨天就有了', NEIGHBOUR);
  expect(comment).toMatchObject({ by: '推轮椅的街坊', official: false, mine: true, hidden: false });
  expect((await read()).map((c) => [c.words, c.mine])).toEqual([['昨天就有了', false]]);
  expect((await look(api, reportId)).comments).toBe(1);
});

test('sent again with the same key it is the same comment; other words under that key are refused', async () => {
  const key = 'comment-key-0001';
  const first = await say('同一句话', NEIGHBOUR, key);
  const again = await Promise.all([1, 2, 3].map(() => say('同一句话', NEIGHBOUR, key)));
  expect(new Set([first, ...again].map((c) => c.id)).size).toBe(1);
  expect(await codeOf(say('另一句话', NEIGHBOUR, key))).toBe('idempotencyConflict');
});

test('who has no verified phone is asked for it first', async () => {
  await PersonModel.updateOne({ _id: 'demo-volunteer-2' }, { $set: { phoneVerified: false } });
  expect(await codeOf(say('没有手机号', 'demo-volunteer-2'))).toBe('phoneRequired');
});

test('a comment names exactly one of a report and a proposal', async () => {
  expect(await codeOf(api.call(comments.add, { words: '给谁' }, RESIDENT))).toBe('invalidInput');
  expect(await codeOf(api.call(comments.add, { reportId, proposalId: 'x', words: '给谁' }, RESIDENT))).toBe(
    'invalidInput',
  );
});

test('nobody comments on what is not published, not even its reporter', async () => {
  const { id } = await sendReport(api, 'waste');
  expect(await codeOf(api.call(comments.add, { reportId: id, words: '早了' }, RESIDENT))).toBe('notFound');
  expect(await codeOf(api.call(comments.list, { reportId: id }, RESIDENT))).toBe('notFound');
});

test('words the check is unsure of wait for a moderator: their author sees them, others do not', async () => {
  const before = (await look(api, reportId)).comments;
  const held = await say('广告群发 请加我', RESIDENT);
  expect(held).toMatchObject({ hidden: true, mine: true });
  expect((await read(RESIDENT)).some((c) => c.id === held.id && c.hidden)).toBe(true);
  expect((await read(NEIGHBOUR)).some((c) => c.id === held.id)).toBe(false);
  expect((await read()).some((c) => c.id === held.id)).toBe(false);
  expect((await look(api, reportId)).comments).toBe(before);
});

test('staff of the unit that has the case speak officially, under the name of the unit', async () => {
  const other = (await publish(api, 'waste', NEIGHBOUR)).id;
  const early = await api.call(comments.add, { reportId: other, words: '路过' }, CLEANER);
  expect(early).toMatchObject({ official: false, by: '环卫班长' });
  await dispatch(api, other);
  const answer = await api.call(comments.add, { reportId: other, words: '下午到' }, CLEANER);
  expect(answer).toMatchObject({ official: true, unitName: '环卫一所', by: '环卫一所' });
  const stranger = await api.call(comments.add, { reportId: other, words: '不归我管' }, 'demo-staff-lamps');
  expect(stranger.official).toBe(false);
});

test('a comment is taken back by its author, hidden by a moderator, and by nobody else', async () => {
  const before = (await look(api, reportId)).comments;
  const mine = await say('说错了', RESIDENT);
  const rude = await say('不好听的话', RESIDENT);
  expect(await codeOf(api.call(comments.hide, { id: mine.id }, NEIGHBOUR))).toBe('forbidden');
  await api.call(comments.hide, { id: mine.id }, RESIDENT);
  await api.call(comments.hide, { id: rude.id }, MODERATOR);
  expect((await read()).some((c) => [mine.id, rude.id].includes(c.id))).toBe(false);
  expect((await read(RESIDENT)).filter((c) => [mine.id, rude.id].includes(c.id))).toMatchObject([
    { id: rude.id, hidden: true },
  ]);
  expect((await look(api, reportId)).comments).toBe(before);
  expect(await codeOf(api.call(comments.hide, { id: mine.id }, RESIDENT))).toBe('notFound');
});

test('comments page oldest first without losing or repeating one, also those of one instant', async () => {
  const { id } = await publish(api, 'waste');
  for (let i = 0; i < 9; i++) {
    await api.call(comments.add, { reportId: id, words: `第 ${i} 条` }, i % 2 ? RESIDENT : NEIGHBOUR);
    if (i % 3 === 2) api.clock.advance(1000);
  }
  const all = await pages((cursor) => api.call(comments.list, { reportId: id, limit: 2, cursor }));
  expect(new Set(all.map((c) => c.words)).size).toBe(9);
  expect(all.map((c) => c.at)).toEqual([...all.map((c) => c.at)].sort());
  expect(await codeOf(api.call(comments.list, { reportId: id, cursor: 'bm9uZQ' }))).toBe('invalidInput');
  const forged = Buffer.from('["x",1]').toString('base64url');
  expect(await codeOf(api.call(comments.list, { reportId: id, cursor: forged }))).toBe('invalidInput');
});

test('what a crash left uncounted is counted within a minute', async () => {
  const { id } = await publish(api, 'waste');
  await CommentModel.create({
    _id: 'left-by-a-crash',
    reportId: id,
    authorId: RESIDENT,
    clientKey: 'crash-key',
    nickname: '湖边老住',
    official: false,
    words: '写了没数',
    status: 'shown',
    at: api.clock.now(),
    counted: false,
  });
  expect((await look(api, id)).comments).toBe(0);
  api.clock.advance(61_000);
  await recountTalk(api.clock.now());
  expect((await look(api, id)).comments).toBe(1);
});

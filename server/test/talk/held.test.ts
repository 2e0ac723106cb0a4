import { mine } from '@jierong/shared/endpoints/reports';
import { talkReview } from '@jierong/shared/endpoints/review';
import { comments, proposals } from '@jierong/shared/endpoints/talk';
import { type Api, startApi } from '../support/api';
import { codeOf, look, MODERATOR, NEIGHBOUR, pages, publish, RESIDENT } from './stories';

const DAY = 86_400_000;
let api: Api;
let reportId: string;
beforeEach(async () => {
  api = await startApi();
  reportId = (await publish(api, 'waste')).id;
});
afterEach(() => api.close());

const say = (words: string, by = RESIDENT) => api.call(comments.add, { reportId, words }, by);
const propose = (title: string, by = RESIDENT) => api.call(proposals.add, { reportId, title, why: '天天都满' }, by);
const waiting = (by = MODERATOR) => pages((cursor) => api.call(talkReview.list, { limit: 2, cursor }, by));
const decide = (kind: 'comment' | 'proposal', id: string, show: boolean, by = MODERATOR) =>
  api.call(talkReview.decide, { kind, id, show }, by);
const reviews = async () => (await api.call(mine.summary, {}, MODERATOR)).work.review;

test('held comments and proposals wait for a moderator, the longest waiting first, page by page', async () => {
  const first = await say('广告群发 一');
  api.clock.advance(1000);
  const second = await propose('广告群发 二');
  const third = await say('广告群发 三', NEIGHBOUR);
  await say('这句没事');
  const items = await waiting();
  expect(items.map((item) => item.id)).toEqual([first.id, ...[second.id, third.id].sort()]);
  expect(items.find((item) => item.id === second.id)).toMatchObject({
    kind: 'proposal',
    title: '广告群发 二',
    words: '天天都满',
    reportId,
    reportTitle: '门前有东西',
    conflict: false,
  });
  expect(await reviews()).toBe(3);
});

test('a comment on a proposal leads to the report of the proposal', async () => {
  const { id: proposalId } = await propose('加一个箱子');
  const { id } = await api.call(comments.add, { proposalId, words: '广告群发' }, NEIGHBOUR);
  expect(await waiting()).toMatchObject([{ id, kind: 'comment', reportId, reportTitle: '门前有东西' }]);
  await decide('comment', id, true);
  expect((await api.call(proposals.info, { id: proposalId })).comments).toBe(1);
});

test('a comment let through is there for everyone and counted, once, however often it is let through', async () => {
  const { id } = await say('广告群发 其实没事');
  for (let i = 0; i < 3; i++) await decide('comment', id, true);
  expect((await api.call(comments.list, { reportId })).items).toMatchObject([{ id, hidden: false }]);
  expect((await look(api, reportId)).comments).toBe(1);
  expect(await waiting()).toEqual([]);
  expect(await reviews()).toBe(0);
});

test('a comment hidden stays with its author, and a second moderator does not overturn the first', async () => {
  const { id } = await say('广告群发 加我');
  await decide('comment', id, false);
  await decide('comment', id, false);
  expect(await codeOf(decide('comment', id, true, 'demo-moderator-2'))).toBe('illegalTransition');
  expect((await api.call(comments.list, { reportId }, NEIGHBOUR)).items).toEqual([]);
  expect((await api.call(comments.list, { reportId }, RESIDENT)).items).toMatchObject([{ id, hidden: true }]);
  expect((await look(api, reportId)).comments).toBe(0);
});

test('the days to vote on a proposal begin when it is shown', async () => {
  const { id } = await propose('广告群发 加箱子');
  api.clock.advance(6 * DAY);
  await decide('proposal', id, true);
  api.clock.advance(6 * DAY);
  const shown = await api.call(proposals.vote, { id, choice: 'for' }, NEIGHBOUR);
  expect(shown).toMatchObject({ closed: false, tally: { residents: { for: 1, against: 0 } } });
});

test('a proposal hidden is gone for everyone but its author', async () => {
  const { id } = await propose('广告群发 看这里');
  await decide('proposal', id, false);
  expect(await codeOf(api.call(proposals.info, { id }, NEIGHBOUR))).toBe('notFound');
  expect(await codeOf(api.call(proposals.info, { id }, RESIDENT))).toBe('done');
  expect((await api.call(proposals.list, { reportId }, NEIGHBOUR)).items).toEqual([]);
});

test('nobody but a moderator looks or decides, and none on their own words', async () => {
  const { id } = await say('广告群发 邻居');
  const own = await say('广告群发 审核员', MODERATOR);
  expect(await codeOf(waiting(RESIDENT))).toBe('forbidden');
  expect(await codeOf(decide('comment', id, true, NEIGHBOUR))).toBe('forbidden');
  expect((await waiting()).find((item) => item.id === own.id)?.conflict).toBe(true);
  expect(await codeOf(decide('comment', own.id, true))).toBe('conflictOfInterest');
  expect(await codeOf(decide('proposal', id, true))).toBe('notFound');
  await decide('comment', own.id, true, 'demo-moderator-2');
});

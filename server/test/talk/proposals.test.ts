import { comments, proposals } from '@jierong/shared/endpoints/talk';
import type { Proposal } from '@jierong/shared/talk';
import { ReportModel } from '../../src/modules/reports/model';
import { ProposalModel } from '../../src/modules/talk/proposalModel';
import { recountTalk } from '../../src/modules/talk/recount';
import { VoteModel } from '../../src/modules/talk/voteModel';
import { type Api, startApi } from '../support/api';
import {
  CHIEF,
  CLEANER,
  codeOf,
  dispatch,
  FRUIT,
  LEAD,
  NEIGHBOUR,
  NOODLES,
  pages,
  publish,
  RESIDENT,
  VOLUNTEER,
} from './stories';

const DAY = 86_400_000;
let api: Api;
let reportId: string;
beforeAll(async () => {
  api = await startApi();
  reportId = (await publish(api, 'waste')).id;
});
afterAll(() => api.close());

const propose = (by = NEIGHBOUR, title = '加一个分类箱', key?: string): Promise<Proposal> =>
  api.call(proposals.add, { reportId, title, why: '现在的箱子太小' }, by, key);
const vote = (id: string, by: string, choice: 'for' | 'against' = 'for') =>
  api.call(proposals.vote, { id, choice }, by);

test('a proposal stands beside its report, once per key, and is told with what the reader may do', async () => {
  const first = await propose(NEIGHBOUR, '晚上再收一次', 'proposal-key-1');
  const again = await propose(NEIGHBOUR, '晚上再收一次', 'proposal-key-1');
  expect(again.id).toBe(first.id);
  expect(first).toMatchObject({ reportId, mine: true, closed: false, abilities: ['vote', 'comment'] });
  const strangers = await api.call(proposals.info, { id: first.id });
  expect(strangers).toMatchObject({ by: '推轮椅的街坊', mine: false, abilities: [] });
});

test('ten taps are one vote, and the other choice afterwards is refused', async () => {
  const { id } = await propose();
  await Promise.all(Array.from({ length: 10 }, () => vote(id, RESIDENT)));
  const { tally, myVote } = await api.call(proposals.info, { id }, RESIDENT);
  expect(tally.residents).toEqual({ for: 1, against: 0 });
  expect(myVote).toBe('for');
  expect(await codeOf(vote(id, RESIDENT, 'against'))).toBe('alreadyVoted');
  expect(await VoteModel.countDocuments({ proposalId: id })).toBe(1);
});

test('residents and merchants are tallied apart, and members of the alliance concerned are named within', async () => {
  const { id } = await propose();
  await ReportModel.updateOne({ _id: reportId }, { $set: { shopId: 'demo-shop-0046' } });
  await Promise.all([
    vote(id, RESIDENT),
    vote(id, VOLUNTEER, 'against'),
    vote(id, NOODLES),
    vote(id, FRUIT, 'against'),
  ]);
  const { tally } = await api.call(proposals.info, { id });
  expect(tally).toEqual({
    residents: { for: 1, against: 1 },
    merchants: { for: 1, against: 1, membersFor: 1, membersAgainst: 1 },
  });
  await ReportModel.updateOne({ _id: reportId }, { $unset: { shopId: 1 } });
  const other = await propose();
  await vote(other.id, NOODLES);
  expect((await api.call(proposals.info, { id: other.id })).tally.merchants).toEqual({
    for: 1,
    against: 0,
    membersFor: 0,
    membersAgainst: 0,
  });
});

test('who handles the issue does not vote on how, but answers once for the unit', async () => {
  const official = (await publish(api, 'waste', NEIGHBOUR)).id;
  const asked = await api.call(proposals.add, { reportId: official, title: '换大箱', why: '天天满' }, RESIDENT);
  await dispatch(api, official);
  expect(await codeOf(vote(asked.id, CLEANER))).toBe('conflictOfInterest');
  expect((await api.call(proposals.info, { id: asked.id }, CLEANER)).abilities).toEqual(['comment', 'answer']);
  expect(await codeOf(api.call(proposals.answer, { id: asked.id, words: '可以' }, CHIEF))).toBe('forbidden');
  const answered = await api.call(proposals.answer, { id: asked.id, words: '下周换' }, CLEANER);
  expect(answered.officialAnswer).toMatchObject({ unitName: '环卫一所', words: '下周换' });
  expect(answered.abilities).toEqual(['comment']);
  expect(await codeOf(api.call(proposals.answer, { id: asked.id, words: '不换了' }, LEAD))).toBe('forbidden');
});

test('a vote ends after seven days and is counted once more', async () => {
  const { id } = await propose();
  await vote(id, RESIDENT);
  await VoteModel.create({
    _id: 'left-by-a-crash',
    proposalId: id,
    personId: 'demo-resident-2',
    choice: 'for',
    kind: 'resident',
    member: false,
    at: api.clock.now(),
    counted: true,
  });
  api.clock.advance(7 * DAY + 61_000);
  expect(await codeOf(vote(id, VOLUNTEER))).toBe('illegalTransition');
  await recountTalk(api.clock.now());
  const { closed, tally, abilities } = await api.call(proposals.info, { id }, VOLUNTEER);
  expect({ closed, abilities, residents: tally.residents.for }).toEqual({
    closed: true,
    abilities: ['comment'],
    residents: 2,
  });
  expect(await ProposalModel.exists({ _id: id, settled: false })).toBeNull();
});

test('votes a crash left unmarked are counted within a minute', async () => {
  const { id } = await propose();
  await VoteModel.create({
    _id: 'unmarked',
    proposalId: id,
    personId: RESIDENT,
    choice: 'against',
    kind: 'resident',
    member: false,
    at: api.clock.now(),
    counted: false,
  });
  api.clock.advance(61_000);
  await recountTalk(api.clock.now());
  expect((await api.call(proposals.info, { id })).tally.residents).toEqual({ for: 0, against: 1 });
  expect(await VoteModel.countDocuments({ counted: false })).toBe(0);
});

test('a proposal has comments of its own', async () => {
  const { id } = await propose();
  await api.call(comments.add, { proposalId: id, words: '支持' }, RESIDENT);
  expect((await api.call(proposals.info, { id })).comments).toBe(1);
  const { items } = await api.call(comments.list, { proposalId: id });
  expect(items.map((c) => c.words)).toEqual(['支持']);
});

test('words the check is unsure of keep a proposal with its author', async () => {
  const { id } = await propose(RESIDENT, '广告群发');
  expect(await codeOf(api.call(proposals.info, { id }, NEIGHBOUR))).toBe('notFound');
  expect((await api.call(proposals.info, { id }, RESIDENT)).abilities).toEqual([]);
});

test('proposals page newest first without losing or repeating one', async () => {
  const own = (await publish(api, 'waste')).id;
  for (let i = 0; i < 7; i++) {
    await api.call(proposals.add, { reportId: own, title: `方案 ${i}`, why: '试一试' }, NEIGHBOUR);
    if (i % 3 === 0) api.clock.advance(1000);
  }
  const all = await pages((cursor) => api.call(proposals.list, { reportId: own, limit: 2, cursor }));
  expect(new Set(all.map((p) => p.title)).size).toBe(7);
  expect(all.map((p) => p.at)).toEqual([...all.map((p) => p.at)].sort().reverse());
  const everywhere = await pages((cursor) => api.call(proposals.list, { limit: 3, cursor }));
  expect(new Set(everywhere.map((p) => p.id)).size).toBe(everywhere.length);
  expect(everywhere.length).toBeGreaterThan(10);
});

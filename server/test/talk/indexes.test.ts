import { claims } from '@jierong/shared/endpoints/claims';
import { districts } from '@jierong/shared/endpoints/districts';
import { messages } from '@jierong/shared/endpoints/messages';
import { ratings, units } from '@jierong/shared/endpoints/ratings';
import { mine, reports } from '@jierong/shared/endpoints/reports';
import { talkReview } from '@jierong/shared/endpoints/review';
import { comments, proposals } from '@jierong/shared/endpoints/talk';
import mongoose from 'mongoose';
import { giveDueRedos } from '../../src/modules/ratings/commands/orderRedo';
import { recountTalk } from '../../src/modules/talk/recount';
import { type Api, startApi } from '../support/api';
import { CHIEF, CLEANERS, LEAD, MODERATOR, NEIGHBOUR, NOODLES, publish, RESIDENT, resolved } from './stories';

type Filter = mongoose.mongo.Filter<mongoose.mongo.BSON.Document>;
interface Asked {
  collection: string;
  filter: Filter;
  sort: mongoose.mongo.Sort;
}

let api: Api;
let asked: Asked[] = [];
beforeAll(async () => {
  api = await startApi();
  mongoose.set(
    'debug',
    (collection: string, method: string, filter: Filter, options?: { sort?: mongoose.mongo.Sort }) => {
      if (/^(find|count|update|delete)/.test(method))
        asked.push({ collection, filter, sort: method === 'find' ? (options?.sort ?? {}) : {} });
    },
  );
});
afterAll(async () => {
  mongoose.set('debug', false);
  await api.close();
});

/** What of these questions would read a whole collection. */
async function scans(questions: readonly Asked[]): Promise<string[]> {
  const found: string[] = [];
  for (const { collection, filter, sort } of questions) {
    const plan = await mongoose.connection.collection(collection).find(filter).sort(sort).explain('queryPlanner');
    if (JSON.stringify(plan).includes('"COLLSCAN"')) found.push(`${collection} ${JSON.stringify(filter)}`);
  }
  return found;
}

test('a question without an index would be found', async () => {
  expect(await scans([{ collection: 'reports', filter: { words: '门前' }, sort: {} }])).toHaveLength(1);
});

test('everything people ask about talk, claims, ratings, messages and the board is answered from an index', async () => {
  const { id } = await resolved(api, RESIDENT, [NEIGHBOUR]);
  const offer = await publish(api, 'clutter');
  await publish(api, 'clutter', NEIGHBOUR);
  asked = [];
  const { id: proposalId } = await api.call(proposals.add, { reportId: id, title: '加个箱', why: '太小' }, RESIDENT);
  await api.call(proposals.add, { reportId: id, title: '再加一个', why: '还是小' }, NEIGHBOUR);
  await api.call(proposals.vote, { id: proposalId, choice: 'for' }, NOODLES);
  for (const words of ['一', '二', '三']) await api.call(comments.add, { reportId: id, words }, RESIDENT);
  const first = await api.call(comments.list, { reportId: id, limit: 1 }, RESIDENT);
  await api.call(comments.list, { reportId: id, limit: 1, cursor: first.next });
  await api.call(comments.hide, { id: first.items[0]?.id ?? '' }, MODERATOR);
  const list = await api.call(proposals.list, { limit: 1 }, NEIGHBOUR);
  await api.call(proposals.list, { limit: 1, cursor: list.next });
  await api.call(proposals.list, { limit: 1, reportId: id });
  const offers = await api.call(claims.offers, { limit: 1 }, CHIEF);
  await api.call(claims.offers, { limit: 1, cursor: offers.next }, CHIEF);
  const { version } = await api.call(claims.take, { id: offer.id, version: offer.version }, CHIEF);
  await api.call(claims.giveUp, { id: offer.id, version }, CHIEF);
  await api.call(
    ratings.add,
    { reportId: id, speed: 1, quality: 1, manner: 1, satisfaction: 'unsatisfied', words: '没好' },
    RESIDENT,
  );
  await api.settle();
  const inbox = await api.call(messages.list, { limit: 1 }, RESIDENT);
  await api.call(messages.list, { limit: 1, cursor: inbox.next }, RESIDENT);
  await api.call(messages.read, {}, RESIDENT);
  await api.call(units.result, { id: CLEANERS });
  await api.call(districts.board, {});
  for (const by of [RESIDENT, NEIGHBOUR, CHIEF, LEAD, MODERATOR]) await api.call(mine.summary, {}, by);
  await api.call(reports.info, { id }, NEIGHBOUR);
  await api.call(mine.forget, { id }, RESIDENT);
  const held = await api.call(comments.add, { reportId: id, words: '广告群发' }, NEIGHBOUR);
  await api.call(proposals.add, { reportId: id, title: '广告群发', why: '看这里' }, NEIGHBOUR);
  const waiting = await api.call(talkReview.list, { limit: 1 }, MODERATOR);
  await api.call(talkReview.list, { limit: 1, cursor: waiting.next }, MODERATOR);
  await api.call(talkReview.decide, { kind: 'comment', id: held.id, show: true }, MODERATOR);
  await recountTalk(api.clock.now());
  await giveDueRedos(api.services);
  const questions = asked.filter(({ collection }) => !['units', 'people', 'sessions'].includes(collection));
  expect(questions.length).toBeGreaterThan(50);
  expect(await scans(questions)).toEqual([]);
});

import { claims } from '@jierong/shared/endpoints/claims';
import { reports } from '@jierong/shared/endpoints/reports';
import { review } from '@jierong/shared/endpoints/review';
import { ReportModel } from '../../src/modules/reports/model';
import type { Api } from '../support/api';
import {
  actionsOf,
  appealed,
  begin,
  DAY,
  inReview,
  LEAD,
  MODERATOR,
  OTHER_MODERATOR,
  REPORTER,
  startReviewing,
  stateOf,
  stored,
  submitted,
  versionOf,
} from './reporting';

describe('the moderators', () => {
  let api: Api;
  beforeAll(async () => {
    ({ api } = await startReviewing());
  });
  afterAll(() => api.close());
  afterEach(() => ReportModel.deleteMany({}));
  const listFor = async (personId: string) => (await api.call(review.list, {}, personId)).items;

  it('see what the check said, by when to look, and nothing of the reporter', async () => {
    const id = await inReview(api);
    const [item] = await listFor(MODERATOR);
    expect(item).toMatchObject({
      id,
      kind: 'review',
      wordsVerdict: 'review',
      wordsLabel: '10001',
      photos: [{ verdict: 'pass' }],
      conflict: false,
    });
    expect(Date.parse(item!.dueAt) - Date.parse(item!.since)).toBe(2 * 3_600_000);
    expect(JSON.stringify(item)).not.toContain(REPORTER);
  });

  it('take the longest waiting first, page by page', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push(await inReview(api));
    const appeal = await appealed(api);
    const first = await api.call(review.list, { limit: 2 }, MODERATOR);
    const second = await api.call(review.list, { limit: 2, cursor: first.next! }, MODERATOR);
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual([...ids, appeal]);
    expect(second.next).toBeUndefined();
  });

  it('let a report through, and it is forwarded', async () => {
    const id = await inReview(api);
    await api.call(review.pass, { id, version: await versionOf(id) }, MODERATOR);
    await api.settle();
    expect(await stateOf(id)).toBe('delivered');
    expect(await listFor(MODERATOR)).toEqual([]);
  });

  it('offer it to neighbours when it is for them', async () => {
    const id = await submitted(api, { words: '广告群发', group: 'clutter' });
    api.clock.advance(DAY);
    await api.settle();
    await api.call(review.pass, { id, version: await versionOf(id) }, MODERATOR);
    const offers = await api.call(claims.offers, {}, 'demo-merchant-2');
    expect(offers.items.map((offer) => offer.id)).toEqual([id]);
  });

  it('refuse with a reason that the reporter reads and nobody else', async () => {
    const id = await inReview(api);
    const input = { id, version: await versionOf(id), reason: 'personalData', note: '照片里有人脸' } as const;
    await api.call(review.refuse, input, MODERATOR);
    const info = await api.call(reports.info, { id }, REPORTER);
    expect(info.timeline.at(-1)).toMatchObject({ action: 'refuse', reason: 'personalData', note: '照片里有人脸' });
    expect(JSON.stringify(info)).not.toContain(MODERATOR);
    await expect(api.call(reports.info, { id }, 'demo-resident-2')).rejects.toMatchObject({ status: 404 });
  });

  it('of two who decide at once, one learns that the other was faster', async () => {
    const id = await inReview(api);
    const version = await versionOf(id);
    const answers = await Promise.allSettled([
      api.call(review.pass, { id, version }, MODERATOR),
      api.call(review.refuse, { id, version, reason: 'other' }, OTHER_MODERATOR),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find((answer) => answer.status === 'rejected')).toMatchObject({
      reason: { status: 409, code: 'reportMoved' },
    });
  });

  it('do not decide on what they reported themselves', async () => {
    const id = await inReview(api);
    await ReportModel.updateOne({ _id: id }, { $set: { reporterId: MODERATOR } });
    const version = await versionOf(id);
    await expect(api.call(review.pass, { id, version }, MODERATOR)).rejects.toMatchObject({
      code: 'conflictOfInterest',
    });
    expect((await listFor(MODERATOR))[0]).toMatchObject({ id, conflict: true });
    expect((await listFor(OTHER_MODERATOR))[0]).toMatchObject({ id, conflict: false });
  });

  it('are the only ones who may: residents, staff and the squadron lead may not', async () => {
    const id = await inReview(api);
    const version = await versionOf(id);
    for (const personId of [REPORTER, 'demo-checker-1', 'demo-admin-1']) {
      await expect(api.call(review.list, {}, personId)).rejects.toMatchObject({ status: 403 });
      await expect(api.call(review.pass, { id, version }, personId)).rejects.toMatchObject({ status: 403 });
    }
    await expect(api.call(review.refuse, { id, version, reason: 'other' }, LEAD)).rejects.toMatchObject({
      status: 403,
    });
    expect(await stateOf(id)).toBe('inReview');
  });

  it('cannot pass what is not in review, nor what does not exist', async () => {
    const id = await submitted(api);
    await expect(api.call(review.pass, { id, version: 1 }, MODERATOR)).rejects.toMatchObject({
      status: 409,
      code: 'illegalTransition',
    });
    await expect(api.call(review.pass, { id: 'nothing', version: 1 }, MODERATOR)).rejects.toMatchObject({
      status: 404,
    });
  });

  describe('an appeal against a refusal', () => {
    it('is decided by another moderator, who lets it through', async () => {
      const id = await appealed(api);
      const decision = { id, version: await versionOf(id), grant: true, reason: '看过了，可以发' };
      expect(await listFor(MODERATOR)).toMatchObject([
        { id, kind: 'appeal', refusedBecause: 'unrelated', appealWords: '这就是街面上的事', conflict: true },
      ]);
      await expect(api.call(review.decideAppeal, decision, MODERATOR)).rejects.toMatchObject({
        code: 'conflictOfInterest',
      });
      await expect(api.call(review.decideAppeal, decision, LEAD)).rejects.toMatchObject({ code: 'forbidden' });
      await api.call(review.decideAppeal, decision, OTHER_MODERATOR);
      await api.settle();
      expect(await stateOf(id)).toBe('delivered');
      expect((await stored(id)).appeal?.answer).toBe('看过了，可以发');
    });

    it('may be rejected with a reason, and comes only once', async () => {
      const id = await appealed(api);
      const decision = { id, version: await versionOf(id), grant: false, reason: '照片里看不出问题' };
      await api.call(review.decideAppeal, decision, OTHER_MODERATOR);
      expect(await stateOf(id)).toBe('refused');
      const again = { id, version: await versionOf(id), reason: '再看看' };
      await expect(api.call(reports.appeal, again, REPORTER)).rejects.toMatchObject({ code: 'illegalTransition' });
    });
  });

  describe('an appeal against 不予立案', () => {
    const declined = async (): Promise<string> => {
      const id = await submitted(api);
      const at = api.clock.now();
      await begin(
        id,
        { state: 'declined', receipt: 'accepted' },
        {
          decline: { reason: 'tooMinor', at },
          delivery: {
            destination: 'queue of the test',
            attempts: [{ at, outcome: 'accepted' }],
            caseNumbers: ['T-1'],
            acceptedAt: at,
          },
          outbox: [],
        },
      );
      await api.call(reports.appeal, { id, version: await versionOf(id), reason: '天天都这样' }, REPORTER);
      return id;
    };

    it('is decided by the squadron lead; granted, it becomes a new case beside the old number', async () => {
      const id = await declined();
      expect(await listFor(MODERATOR)).toEqual([]);
      expect(await listFor(LEAD)).toMatchObject([{ id, kind: 'appeal', refusedBecause: 'tooMinor' }]);
      const decision = { id, version: await versionOf(id), grant: true, reason: '应当立案' };
      await expect(api.call(review.decideAppeal, decision, MODERATOR)).rejects.toMatchObject({ code: 'forbidden' });
      await api.call(review.decideAppeal, decision, LEAD);
      await api.settle();
      const report = await stored(id);
      expect(report.position).toMatchObject({ state: 'delivered', round: 2 });
      expect(report.delivery.caseNumbers).toEqual(['T-1', `T-${id}:2`]);
      expect(await actionsOf(id)).toContain('grantAppeal');
    });

    it('is not decided by who worked on it', async () => {
      const id = await declined();
      await ReportModel.updateOne({ _id: id }, { $set: { 'handledBy.unitIds': ['demo-unit-jiefang'] } });
      const decision = { id, version: await versionOf(id), grant: false, reason: '维持' };
      expect(await listFor(LEAD)).toMatchObject([{ id, conflict: true }]);
      await expect(api.call(review.decideAppeal, decision, LEAD)).rejects.toMatchObject({
        code: 'conflictOfInterest',
      });
    });
  });
});

import { reports } from '@jierong/shared/endpoints/reports';
import { review } from '@jierong/shared/endpoints/review';
import type { CheckVerdict } from '@jierong/shared/review';
import { HERE, laneAt } from '../../src/modules/reports/lanes';
import { applyPhotoVerdict, startCheck } from '../../src/modules/review/check';
import type { Api } from '../support/api';
import {
  actionsOf,
  MINUTE,
  MODERATOR,
  REPORTER,
  startReviewing,
  stateOf,
  stored,
  submitted,
  undoOver,
  versionOf,
} from './reporting';

describe('the content check of a report', () => {
  let api: Api;
  let opened: unknown[];
  let photoVerdict: CheckVerdict;
  beforeAll(async () => {
    ({ api, opened } = await startReviewing({ photoVerdict: () => photoVerdict }));
  });
  afterAll(() => api.close());
  beforeEach(() => {
    photoVerdict = 'pass';
    opened.length = 0;
  });
  const traceOf = async (id: string): Promise<string> => (await stored(id)).check.photos[0]?.traceId ?? '';

  it('begins at once, and a report that passes leaves when the undo window is over, not before', async () => {
    const id = await submitted(api);
    expect((await stored(id)).check).toMatchObject({ words: 'pass', photos: [{ verdict: 'pass' }] });
    expect(await actionsOf(id)).toEqual(['submit']);

    await undoOver(api);
    expect(await actionsOf(id)).toEqual(['submit', 'release', 'acknowledge']);
    expect(opened).toHaveLength(1);
  });

  it('offers what neighbours may do themselves to them first', async () => {
    const id = await submitted(api, { group: 'clutter' });
    await undoOver(api);
    const report = await stored(id);
    expect(report.position).toMatchObject({ state: 'forwarding', receipt: 'offered' });
    expect(report.lanes).toEqual([laneAt(HERE, report.offerUntil!)]);
    expect(opened).toHaveLength(0);
  });

  it.each([
    ['is unsure of the words', '广告群发', 'review'],
    ['finds the words risky', '违禁示范词', 'risky'],
    ['cannot be asked', '服务不可用示范词', 'unavailable'],
  ])('sends the report to people when it %s', async (_, words, verdict) => {
    const id = await submitted(api, { words: `门口有人${words}` });
    expect((await stored(id)).check.words).toBe(verdict);
    await undoOver(api);
    expect(await stateOf(id)).toBe('inReview');
    expect(opened).toHaveLength(0);
  });

  it('sends the report to people when it is unsure of a photo', async () => {
    photoVerdict = 'risky';
    const id = await submitted(api);
    await undoOver(api);
    expect(await stateOf(id)).toBe('inReview');
  });

  it('waits for a photo that is not answered, then sends the report to people', async () => {
    photoVerdict = 'waiting';
    const id = await submitted(api);
    await undoOver(api);
    expect(await stateOf(id)).toBe('received');

    api.clock.advance(20 * MINUTE);
    await api.settle();
    expect(await stateOf(id)).toBe('inReview');
  });

  it('lets a waiting report go at the moment the photo passes', async () => {
    photoVerdict = 'waiting';
    const id = await submitted(api);
    await undoOver(api);
    await applyPhotoVerdict(api.services, await traceOf(id), 'pass');
    expect(await actionsOf(id)).toEqual(['submit', 'release']);
    await api.settle();
    expect(await stateOf(id)).toBe('delivered');
  });

  it('takes a late "pass" out of the hands of people', async () => {
    photoVerdict = 'waiting';
    const id = await submitted(api);
    api.clock.advance(31 * MINUTE);
    await api.settle();
    expect(await stateOf(id)).toBe('inReview');

    await applyPhotoVerdict(api.services, await traceOf(id), 'pass');
    const last = (await stored(id)).timeline.at(-1);
    expect(last).toMatchObject({ action: 'pass', actor: 'system', to: 'forwarding' });
  });

  it('does not overrule a person: what a moderator refused and its reporter corrected waits for people', async () => {
    const id = await submitted(api, { words: '广告群发' });
    await undoOver(api);
    await api.call(review.refuse, { id, version: await versionOf(id), reason: 'advertising' }, MODERATOR);
    await api.call(reports.correct, { id, version: await versionOf(id), words: '垃圾桶满了' }, REPORTER);
    await api.settle();
    const report = await stored(id);
    expect(report.check).toMatchObject({ words: 'pass', photos: [{ verdict: 'pass' }] });
    expect(report.position.state).toBe('inReview');
  });

  it('takes each answer once, and none that it does not know', async () => {
    photoVerdict = 'waiting';
    const id = await submitted(api);
    const traceId = await traceOf(id);
    await applyPhotoVerdict(api.services, traceId, 'review', '20012');
    await applyPhotoVerdict(api.services, traceId, 'pass');
    await applyPhotoVerdict(api.services, 'nobody-knows', 'pass');
    expect((await stored(id)).check.photos).toMatchObject([{ verdict: 'review', label: '20012' }]);
  });

  it('takes the same answer from two who bring it at once', async () => {
    photoVerdict = 'waiting';
    const id = await submitted(api);
    await undoOver(api);
    const traceId = await traceOf(id);
    await Promise.all([1, 2, 3].map(() => applyPhotoVerdict(api.services, traceId, 'pass')));
    expect(await actionsOf(id)).toEqual(['submit', 'release']);
  });

  it('starts anew with an edit and forgets what it asked before', async () => {
    photoVerdict = 'waiting';
    const id = await submitted(api);
    const before = await traceOf(id);
    photoVerdict = 'pass';
    await api.call(reports.edit, { id, version: await versionOf(id), words: '违禁示范词' }, REPORTER);
    await api.settle();
    await applyPhotoVerdict(api.services, before, 'risky');
    expect((await stored(id)).check).toMatchObject({ round: 2, words: 'risky', photos: [{ verdict: 'pass' }] });
  });

  it('is not asked twice about what was answered or is on its way', async () => {
    photoVerdict = 'waiting';
    const id = await submitted(api);
    const { check } = await stored(id);
    await startCheck(api.services, await stored(id));
    expect((await stored(id)).check).toEqual(check);
  });
});

import { reports } from '@jierong/shared/endpoints/reports';
import { disputes } from '@jierong/shared/endpoints/review';
import type { CaseInput, CaseUpdate } from '../../src/forwarding/port';
import { ReportModel } from '../../src/modules/reports/model';
import type { Api } from '../support/api';
import {
  CHECKER,
  DAY,
  disputed,
  LEAD,
  REPORTER,
  repaired,
  startReviewing,
  stateOf,
  stored,
  versionOf,
} from './reporting';

describe('a dispute', () => {
  let api: Api;
  let opened: CaseInput[];
  let updates: CaseUpdate[];
  beforeAll(async () => {
    ({ api, opened, updates } = await startReviewing());
  });
  afterAll(() => api.close());
  beforeEach(() => {
    opened.length = 0;
    updates.length = 0;
  });
  afterEach(() => ReportModel.deleteMany({}));
  const decide = async (id: string, uphold: boolean, personId: string) =>
    api.call(disputes.decide, { id, version: await versionOf(id), uphold, reason: '到现场看过了' }, personId);
  const sent = (kind: CaseUpdate['kind']) => updates.filter((update) => update.kind === kind);

  it('lies before the squadron lead and the checkers, the earliest decision date first, without its author', async () => {
    const first = await disputed(api, 'official');
    api.clock.advance(60_000);
    const second = await disputed(api, 'claim');
    const page = await api.call(disputes.list, { limit: 1 }, LEAD);
    expect(page.items).toMatchObject([
      { reportId: first, by: 'reporter', reason: '垃圾还在原地', unitName: '环卫一所', caseNumber: 'T-1' },
    ]);
    expect(page.items[0]?.evidence).toHaveLength(1);
    const rest = await api.call(disputes.list, { limit: 1, cursor: page.next! }, CHECKER);
    expect(rest.items.map((item) => item.reportId)).toEqual([second]);
    expect(rest.next).toBeUndefined();
    expect(JSON.stringify([page, rest])).not.toContain(REPORTER);
  });

  it('upheld sends an official case back to its queue, with the evidence', async () => {
    const id = await disputed(api, 'official');
    await decide(id, true, LEAD);
    await api.settle();
    const report = await stored(id);
    expect(report.position).toMatchObject({ state: 'reopened', disputeOpen: false });
    expect(report.dispute).toMatchObject({ decision: 'upheld', decisionReason: '到现场看过了' });
    expect(sent('reopened')).toMatchObject([{ caseNumber: 'T-1', photos: report.dispute?.photos }]);
    expect(opened).toEqual([]);
  });

  it('upheld sends what a neighbour claimed to the case queue', async () => {
    const id = await disputed(api, 'claim');
    await decide(id, true, CHECKER);
    await api.settle();
    expect(await stateOf(id)).toBe('delivered');
    expect(opened).toMatchObject([{ key: `${id}:1` }]);
    expect(sent('reopened')).toEqual([]);
  });

  it('rejected leaves the repair standing and asks for seven days anew; one more dispute is possible', async () => {
    const id = await disputed(api, 'official');
    api.clock.advance(2 * 3_600_000);
    await decide(id, false, CHECKER);
    await api.settle();
    const report = await stored(id);
    expect(report.position).toMatchObject({ state: 'resolved', disputeOpen: false });
    expect(report.answerUntil).toEqual(new Date(api.clock.now().getTime() + 7 * DAY));
    expect(report.dispute).toMatchObject({ decision: 'rejected', decisionReason: '到现场看过了' });
    expect(sent('disputeRejected')).toHaveLength(1);

    const again = async () => {
      const photos = [await api.uploadPhoto(REPORTER)];
      return api.call(reports.dispute, { id, version: await versionOf(id), reason: '还是没有', photos }, REPORTER);
    };
    await again();
    await decide(id, false, CHECKER);
    await expect(again()).rejects.toMatchObject({ code: 'illegalTransition' });
  });

  it('that nobody decides in time is upheld', async () => {
    const official = await disputed(api, 'official');
    const claimed = await disputed(api, 'claim');
    const { dispute } = await stored(claimed);
    api.clock.set(new Date(dispute!.decideBy.getTime() - 1));
    await api.settle();
    expect(await stateOf(official)).toBe('resolved');

    api.clock.set(dispute!.decideBy);
    await api.settle();
    expect((await stored(official)).timeline.at(-1)).toMatchObject({ action: 'upholdDispute', actor: 'system' });
    expect(await stateOf(official)).toBe('reopened');
    expect(await stateOf(claimed)).toBe('delivered');
    expect(sent('reopened')).toHaveLength(1);
  });

  it('asks its people anew about the next repair', async () => {
    const id = await disputed(api, 'official');
    await decide(id, true, LEAD);
    const report = await stored(id);
    expect(report.confirmations).toEqual([]);
    expect(report.counts.disputes).toBe(0);
    expect(report.resolvedAt).toBeUndefined();
    expect(report.answerUntil).toBeUndefined();
  });

  describe('is never decided by who has a part in it:', () => {
    const refusedTo = async (id: string, personId: string) => {
      await expect(decide(id, false, personId)).rejects.toMatchObject({ code: 'conflictOfInterest' });
      const { items } = await api.call(disputes.list, {}, personId);
      expect(items).toMatchObject([{ reportId: id, conflict: true }]);
    };

    it('who handled it, or is of the unit that did', async () => {
      const id = await disputed(api, 'official');
      await ReportModel.updateOne({ _id: id }, { $set: { 'handledBy.personIds': [CHECKER] } });
      await refusedTo(id, CHECKER);
      await ReportModel.updateOne({ _id: id }, { $set: { 'handledBy.unitIds': ['demo-unit-jiefang'] } });
      await refusedTo(id, LEAD);
    });

    it('who reported it, supports it or claimed it', async () => {
      const id = await repaired(api, 'official');
      await api.call(reports.support, { id }, LEAD);
      const photos = [await api.uploadPhoto(REPORTER)];
      await api.call(reports.dispute, { id, version: await versionOf(id), reason: '没有修好', photos }, REPORTER);
      await refusedTo(id, LEAD);
      await ReportModel.updateOne({ _id: id }, { $set: { reporterId: CHECKER } });
      await refusedTo(id, CHECKER);
    });
  });

  it('is nothing for residents, handlers or moderators to see or decide', async () => {
    const id = await disputed(api, 'official');
    for (const personId of [REPORTER, 'demo-staff-sanitation', 'demo-moderator-1']) {
      await expect(api.call(disputes.list, {}, personId)).rejects.toMatchObject({ status: 403 });
      await expect(decide(id, true, personId)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await stateOf(id)).toBe('resolved');
  });

  it('cannot be decided twice, nor where there is none', async () => {
    const id = await disputed(api, 'official');
    const input = { id, version: await versionOf(id), uphold: false, reason: '到现场看过了' };
    await api.call(disputes.decide, input, CHECKER);
    await expect(api.call(disputes.decide, input, CHECKER)).rejects.toMatchObject({ code: 'reportMoved' });
    await expect(decide(id, true, CHECKER)).rejects.toMatchObject({ code: 'illegalTransition' });
  });
});

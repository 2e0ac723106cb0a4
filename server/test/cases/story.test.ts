import { cases } from '@jierong/shared/endpoints/cases';
import { reports } from '@jierong/shared/endpoints/reports';
import { disputes } from '@jierong/shared/endpoints/review';
import { addLimit } from '../../src/modules/calendar/workingTime';
import { CaseModel } from '../../src/modules/cases/model';
import type { CaseRecord } from '../../src/modules/cases/record';
import { stored, underWay } from '../forwarding/queue';
import { type Api, startApi } from '../support/api';
import { CHECKER, DESK, HANDLER, LEAD, LIMIT, OFFICER, step, storedCase, UNIT } from './desk';

const REPORTER = 'demo-resident-1';
const GREENERY = 'demo-unit-greenery';
const GARDENER = 'demo-staff-greenery';

describe('a case at the built-in desk', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());
  beforeEach(() => api.clock.set(new Date('2026-11-23T01:00:00.000Z')));

  const arrivedReport = async (): Promise<{ id: string; caseId: string }> => {
    const id = await underWay(api);
    await api.settle();
    const record = await CaseModel.findOne({ key: `${id}:1` }).lean<CaseRecord>();
    return { id, caseId: record!._id };
  };
  const stateOf = async (id: string) => (await stored(id)).position.state;
  const photo = (who: string) => api.uploadPhoto(who);

  test('goes from its arrival to 结案 with a 返工 in between, and its report follows each step at once', async () => {
    const { id, caseId } = await arrivedReport();
    const arrived = await api.call(cases.info, { id: caseId }, DESK);
    expect(arrived).toMatchObject({ stage: 'arrived', abilities: ['accept', 'refuse'], reportId: id });
    expect(arrived.number).toMatch(/^NH20261123-\d{4}$/);
    expect((await api.call(reports.info, { id })).delivery?.caseNumbers).toEqual([arrived.number]);

    expect((await step(api, cases.accept, caseId, DESK)).abilities[0]).toBe('file');
    expect((await stored(id)).acceptedAt).toEqual(api.clock.now());
    const filed = await step(api, cases.file, caseId, DESK);
    expect(await stateOf(id)).toBe('filed');
    expect(filed.suggested).toMatchObject({
      unitId: UNIT,
      unitName: '环卫一所',
      limit: { value: 4, unit: 'workingHour' },
      because: 'duty',
      duty: '垃圾保洁',
    });
    expect(filed.clock).toMatchObject({ kind: 'handle', status: 'onTime', limit: LIMIT });

    const started = api.clock.now();
    const sent = await step(api, cases.dispatch, caseId, DESK, {
      unitId: UNIT,
      limit: { value: 2, unit: 'workingHour' },
      note: '请带捞网',
    });
    expect(sent.clock?.dueAt).toBe(addLimit(started, { value: 2, unit: 'workingHour' }).toISOString());
    const seen = await api.call(reports.info, { id });
    expect(seen).toMatchObject({ state: 'dispatched', unit: { id: UNIT }, holder: { kind: 'unit', name: '环卫一所' } });
    expect(seen.clock?.dueAt).toBe(sent.clock?.dueAt);
    expect(seen.timeline.at(-1)).toMatchObject({ action: 'dispatch', by: '环卫一所', note: '请带捞网' });

    await step(api, cases.start, caseId, HANDLER);
    expect(await stateOf(id)).toBe('handling');
    const first = await photo(HANDLER);
    await step(api, cases.feedback, caseId, HANDLER, { photos: [first], note: '已清运' });
    const resolved = await api.call(reports.info, { id });
    expect(resolved).toMatchObject({
      state: 'resolved',
      origin: 'official',
      afterPhotos: [{ key: first, view: 'after' }],
    });

    await step(api, cases.rework, caseId, CHECKER, { reason: '墙角还有一堆' });
    expect(await stateOf(id)).toBe('reopened');
    await step(api, cases.start, caseId, HANDLER);
    const second = await photo(HANDLER);
    await step(api, cases.feedback, caseId, HANDLER, { photos: [second] });
    const closed = await step(api, cases.pass, caseId, CHECKER);
    expect(closed).toMatchObject({ stage: 'closed', reworks: 1, abilities: [], clock: { status: 'done' } });
    expect((await stored(id)).position).toMatchObject({ state: 'closed', outcome: 'fixed' });
    expect(closed.timeline.map((entry) => entry.action)).toEqual([
      'accept',
      'file',
      'dispatch',
      'start',
      'feedback',
      'rework',
      'start',
      'feedback',
      'pass',
    ]);
    expect((await storedCase(caseId)).answers).toEqual([]);
  });

  test('names nobody outside: the report shows units, never persons', async () => {
    const { id, caseId } = await arrivedReport();
    await step(api, cases.accept, caseId, DESK);
    const shown = JSON.stringify(await api.call(reports.info, { id }));
    expect(shown).not.toMatch(/何受理|demo-desk-1/);
    expect(shown).toContain('智慧城管受理组');
  });

  test('hears how many support it', async () => {
    const { id, caseId } = await arrivedReport();
    await api.call(reports.support, { id }, 'demo-resident-2');
    await api.settle();
    expect(await api.call(cases.info, { id: caseId }, DESK)).toMatchObject({ supports: 1, answers: { asked: 2 } });
  });

  test('may be refused or declined with a reason of the published list', async () => {
    const one = await arrivedReport();
    await step(api, cases.refuse, one.caseId, DESK, { reason: 'outOfScope' });
    const declined = await api.call(reports.info, { id: one.id });
    expect(declined).toMatchObject({ state: 'declined' });
    expect(declined.timeline.at(-1)).toMatchObject({ action: 'decline', reason: 'outOfScope' });
    const two = await arrivedReport();
    await step(api, cases.accept, two.caseId, DESK);
    await step(api, cases.decline, two.caseId, DESK, { reason: 'notVerified', note: '现场没有看到' });
    expect(await stateOf(two.id)).toBe('declined');
  });

  test('is sent back twice; the third time it goes to the 兜底 owner, who keeps it', async () => {
    const { id, caseId } = await arrivedReport();
    await step(api, cases.accept, caseId, DESK);
    await step(api, cases.file, caseId, DESK);
    for (let time = 1; time <= 3; time++) {
      await step(api, cases.dispatch, caseId, DESK, { unitId: UNIT, limit: LIMIT });
      await step(api, cases.sendBack, caseId, HANDLER, { reason: '不是我们的路段' });
      if (time < 3) expect(await stateOf(id)).toBe('filed');
    }
    expect(await storedCase(caseId)).toMatchObject({
      stage: 'dispatched',
      unit: { id: 'demo-unit-general' },
      sendBacks: 3,
    });
    expect(await stored(id)).toMatchObject({
      position: { state: 'dispatched' },
      unit: { id: 'demo-unit-general' },
      counts: { sendBacks: 3 },
    });
    await expect(
      step(api, cases.sendBack, caseId, 'demo-staff-general', { reason: '也不是我们' }),
    ).rejects.toMatchObject({
      code: 'illegalTransition',
    });
  });

  test('stays with who received it first until another unit takes it over, and keeps its clock', async () => {
    const { id, caseId } = await arrivedReport();
    await step(api, cases.accept, caseId, DESK);
    await step(api, cases.file, caseId, DESK);
    const { clock } = await step(api, cases.dispatch, caseId, DESK, { unitId: UNIT, limit: LIMIT });
    api.clock.advance(30 * 60_000);
    await expect(step(api, cases.handOver, caseId, DESK, { unitId: UNIT })).rejects.toMatchObject({
      code: 'invalidInput',
    });
    const asked = await step(api, cases.handOver, caseId, HANDLER, { unitId: GREENERY });
    expect(asked).toMatchObject({ unit: { id: UNIT }, handOverTo: { id: GREENERY }, clock: { dueAt: clock?.dueAt } });
    expect((await stored(id)).unit?.id).toBe(UNIT);
    expect(asked.abilities).toContain('feedback');

    const theirs = await api.call(cases.list, { view: 'mine' }, GARDENER);
    expect(theirs.items.map((item) => item.id)).toContain(caseId);
    expect((await api.call(cases.info, { id: caseId }, GARDENER)).abilities).toEqual(['takeOver', 'refuseHandOver']);
    const over = await step(api, cases.takeOver, caseId, GARDENER);
    expect(over).toMatchObject({ stage: 'dispatched', unit: { id: GREENERY }, clock: { dueAt: clock?.dueAt } });
    expect(over.handOverTo).toBeUndefined();
    expect(await stored(id)).toMatchObject({ position: { state: 'dispatched' }, unit: { id: GREENERY } });
    await expect(api.call(cases.info, { id: caseId }, HANDLER)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('stays with who received it first when the other unit refuses, with a reason, or when they finish it', async () => {
    const { id, caseId } = await arrivedReport();
    await step(api, cases.accept, caseId, DESK);
    await step(api, cases.file, caseId, DESK);
    await step(api, cases.dispatch, caseId, DESK, { unitId: UNIT, limit: LIMIT });
    await step(api, cases.handOver, caseId, DESK, { unitId: GREENERY });
    await expect(step(api, cases.refuseHandOver, caseId, GARDENER)).rejects.toMatchObject({ code: 'invalidInput' });
    await step(api, cases.refuseHandOver, caseId, GARDENER, { reason: '树池外的归环卫' });
    const kept = await storedCase(caseId);
    expect([kept.stage, kept.unit?.id, kept.handOverTo, kept.sendBacks]).toEqual(['dispatched', UNIT, undefined, 0]);
    expect(kept.timeline.at(-1)).toMatchObject({ action: 'refuseHandOver', reason: '树池外的归环卫' });
    expect((await stored(id)).timeline.at(-1)?.action).toBe('dispatch');
    await expect(api.call(cases.info, { id: caseId }, GARDENER)).rejects.toMatchObject({ code: 'notFound' });

    await step(api, cases.handOver, caseId, DESK, { unitId: GREENERY });
    await step(api, cases.feedback, caseId, HANDLER, { photos: [await photo(HANDLER)] });
    expect((await storedCase(caseId)).handOverTo).toBeUndefined();
    await expect(step(api, cases.takeOver, caseId, GARDENER)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is fixed on the spot by a grid officer, before or after filing', async () => {
    const { id, caseId } = await arrivedReport();
    const fixed = await step(api, cases.fixOnSpot, caseId, OFFICER, { photos: [await photo(OFFICER)] });
    expect(fixed).toMatchObject({ stage: 'handled', unit: { id: 'demo-unit-jiefang' } });
    expect((await stored(id)).position).toMatchObject({ state: 'resolved', origin: 'official' });
  });

  test('is closed unfixed or voided by the squadron lead with a public reason', async () => {
    const one = await arrivedReport();
    await step(api, cases.accept, one.caseId, DESK);
    await step(api, cases.file, one.caseId, DESK);
    await step(api, cases.closeUnfixed, one.caseId, LEAD, { reason: '已列入年底改造' });
    expect((await stored(one.id)).position).toMatchObject({ state: 'closed', outcome: 'unfixed' });
    const two = await arrivedReport();
    await step(api, cases.accept, two.caseId, DESK);
    await step(api, cases.file, two.caseId, DESK);
    await step(api, cases.void, two.caseId, LEAD, { reason: '测试上报' });
    expect((await stored(two.id)).position).toMatchObject({ state: 'closed', outcome: 'voided' });
  });

  test('comes back as 返工 with its evidence when a dispute is upheld, and is not passed while one is open', async () => {
    const { id, caseId } = await arrivedReport();
    await step(api, cases.accept, caseId, DESK);
    await step(api, cases.file, caseId, DESK);
    await step(api, cases.dispatch, caseId, DESK, { unitId: UNIT, limit: LIMIT });
    await step(api, cases.feedback, caseId, HANDLER, { photos: [await photo(HANDLER)] });
    const evidence = await photo(REPORTER);
    const { version } = await stored(id);
    await api.call(reports.dispute, { id, version, reason: '还在原地', photos: [evidence] }, REPORTER);
    await api.settle();
    const disputed = await api.call(cases.info, { id: caseId }, CHECKER);
    expect(disputed).toMatchObject({
      disputeOpen: true,
      disputeReason: '还在原地',
      answers: { asked: 1, disputed: 1 },
    });
    expect(disputed.disputePhotos.map((p) => p.key)).toEqual([evidence]);
    expect(disputed.abilities).toEqual(['rework']);

    await api.call(disputes.decide, { id, version: (await stored(id)).version, uphold: true, reason: '属实' }, LEAD);
    await api.settle();
    const again = await api.call(cases.info, { id: caseId }, DESK);
    expect(again).toMatchObject({
      stage: 'reopened',
      disputeOpen: false,
      reworks: 1,
      abilities: ['dispatch', 'contact'],
    });
    expect(await stateOf(id)).toBe('reopened');
    await step(api, cases.closeUnfixed, caseId, LEAD, { reason: '产权单位不同意' });
    expect((await stored(id)).position).toMatchObject({ state: 'closed', outcome: 'unfixed' });
  });

  test('that passed its check while a dispute was on its way closes its report once the dispute is rejected', async () => {
    const { id, caseId } = await arrivedReport();
    await step(api, cases.fixOnSpot, caseId, OFFICER, { photos: [await photo(OFFICER)] });
    const dispute = { id, version: (await stored(id)).version, reason: '还有一点', photos: [await photo(REPORTER)] };
    await api.call(reports.dispute, dispute, REPORTER);
    await step(api, cases.pass, caseId, CHECKER);
    await api.settle();
    expect(await stored(id)).toMatchObject({
      position: { state: 'resolved' },
      heldAnswers: [{ action: 'checkPassed' }],
    });
    const decision = { id, version: (await stored(id)).version, uphold: false, reason: '现场已干净' };
    await api.call(disputes.decide, decision, 'demo-checker-2');
    await api.settle();
    expect((await stored(id)).position).toMatchObject({ state: 'closed', outcome: 'fixed', disputeOpen: false });
  });

  test('is given back to a reporter who withdraws before it is filed, and not after', async () => {
    const early = await arrivedReport();
    await api.call(reports.withdraw, { id: early.id, version: (await stored(early.id)).version }, REPORTER);
    expect((await storedCase(early.caseId)).stage).toBe('voided');
    const late = await arrivedReport();
    await step(api, cases.accept, late.caseId, DESK);
    await step(api, cases.file, late.caseId, DESK);
    const { version } = await stored(late.id);
    await expect(api.call(reports.withdraw, { id: late.id, version }, REPORTER)).rejects.toMatchObject({
      code: 'illegalTransition',
    });
    expect((await storedCase(late.caseId)).stage).toBe('filed');
  });

  test('tells its report later what a stopped process left untold, in order and once', async () => {
    const { id, caseId } = await arrivedReport();
    const at = api.clock.now();
    await CaseModel.updateOne(
      { _id: caseId },
      {
        $set: { answersDueAt: at, answerSeq: 2, stage: 'filed' },
        $push: {
          answers: {
            $each: [
              { seq: 1, at, action: 'accept', photos: [] },
              { seq: 2, at, action: 'file', photos: [] },
            ],
          },
        },
      },
    );
    await Promise.all([api.settle(), api.settle()]);
    expect((await stored(id)).timeline.slice(-2).map((entry) => entry.action)).toEqual(['accept', 'file']);
    const { answers, answersDueAt } = await storedCase(caseId);
    expect([answers, answersDueAt]).toEqual([[], undefined]);
  });
});

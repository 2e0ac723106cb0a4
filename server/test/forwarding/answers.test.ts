import { messages } from '@jierong/shared/endpoints/messages';
import { reports } from '@jierong/shared/endpoints/reports';
import { officialActions } from '@jierong/shared/forwarding';
import fc from 'fast-check';
import { receiveAnswer } from '../../src/forwarding/answers';
import { judgeAnswer, type Verdict } from '../../src/forwarding/judgeAnswer';
import type { OfficialAnswer } from '../../src/forwarding/port';
import { addLimit } from '../../src/modules/calendar/workingTime';
import { DESK } from '../../src/modules/cases/deskName';
import type { Change } from '../../src/modules/reports/change';
import { ReportModel } from '../../src/modules/reports/model';
import type { ReportRecord } from '../../src/modules/reports/record';
import { type Api, startApi } from '../support/api';
import { MINUTE, REPORTER, stored, TestQueue, underWay } from './queue';

const unit = { id: 'demo-unit-sanitation', name: '环卫一所' };
const photo = { key: 'a'.repeat(64), width: 4, height: 3, view: 'after' as const };
const limit = { value: 4, unit: 'workingHour' } as const;

/** A report with a change, as it would be stored. */
const written = (report: ReportRecord, change: Change | null): ReportRecord => ({
  ...report,
  ...(change?.set as Partial<ReportRecord> | undefined),
  timeline: change?.entry ? [...report.timeline, change.entry] : report.timeline,
});

describe('answers of a destination', () => {
  let api: Api;
  beforeAll(async () => {
    const queue = new TestQueue();
    api = await startApi({ destinations: () => [queue] });
  });
  afterAll(() => api.close());
  afterEach(() => ReportModel.deleteMany({}));

  const delivered = async (): Promise<string> => {
    const id = await underWay(api);
    await api.settle();
    return id;
  };
  const answer = (id: string, seq: number, more: Partial<OfficialAnswer> & Pick<OfficialAnswer, 'action'>) => ({
    destination: 'queue of the test',
    key: `${id}:1`,
    caseNumber: 'T1',
    eventId: `event-${seq}`,
    seq,
    at: api.clock.now(),
    photos: [],
    ...more,
  });
  const tell = (id: string, seq: number, more: Partial<OfficialAnswer> & Pick<OfficialAnswer, 'action'>) =>
    receiveAnswer(api.services, answer(id, seq, more));

  test('carry a report from acceptance to closing, each with what belongs to it', async () => {
    const id = await delivered();
    const dueAt = addLimit(api.clock.now(), limit);
    await tell(id, 1, { action: 'accept', by: '受理组' });
    expect((await stored(id)).acceptedAt).toEqual(api.clock.now());
    await tell(id, 2, { action: 'file', dueAt });
    expect(await stored(id)).toMatchObject({ filedAt: api.clock.now(), dueAt, position: { state: 'filed' } });
    await tell(id, 3, { action: 'dispatch', unit, dueAt });
    await tell(id, 4, { action: 'start', unit, personId: 'demo-staff-sanitation' });
    api.clock.advance(30 * MINUTE);
    await tell(id, 5, { action: 'feedback', unit, personId: 'demo-staff-sanitation', photos: [photo], note: '已清' });
    const resolved = await stored(id);
    expect(resolved).toMatchObject({
      position: { state: 'resolved', origin: 'official' },
      unit,
      handledBy: { unitIds: [unit.id], personIds: ['demo-staff-sanitation'] },
      afterPhotos: [photo],
      resolvedAt: api.clock.now(),
      answerUntil: new Date(api.clock.now().getTime() + 7 * 24 * 60 * MINUTE),
    });
    await tell(id, 6, { action: 'checkPassed', by: '核查评价组' });
    expect(await stored(id)).toMatchObject({
      position: { state: 'closed', outcome: 'fixed' },
      closedAt: api.clock.now(),
    });
    await api.settle();
    const told = await api.call(messages.list, {}, REPORTER);
    expect(told.items.filter((m) => m.reportId === id).map((m) => m.kind)).toEqual(
      expect.arrayContaining(['accept', 'file', 'dispatch', 'start', 'feedback', 'checkPassed']),
    );
  });

  test('change nothing when they come twice', async () => {
    const id = await delivered();
    expect(await tell(id, 1, { action: 'accept' })).toBe('taken');
    const once = await stored(id);
    expect(await tell(id, 1, { action: 'accept' })).toBe('taken');
    expect(await stored(id)).toEqual(once);
  });

  test('may leave steps out: those are shown as not provided, and only the told one is messaged', async () => {
    const id = await delivered();
    await tell(id, 5, { action: 'feedback', unit, photos: [photo] });
    const { timeline } = await api.call(reports.info, { id });
    const after = timeline.slice(timeline.findIndex((entry) => entry.action === 'acknowledge') + 1);
    expect(after.map(({ action, note }) => [action, note])).toEqual([
      ['file', 'notProvided'],
      ['dispatch', 'notProvided'],
      ['feedback', undefined],
    ]);
    await api.settle();
    const told = await api.call(messages.list, {}, REPORTER);
    const kinds = told.items.filter((m) => m.reportId === id).map((m) => m.kind);
    expect(kinds).toContain('feedback');
    expect(kinds).not.toContain('dispatch');
  });

  test('never go backward but by a named row: what was overtaken is kept for people', async () => {
    const id = await delivered();
    await tell(id, 3, { action: 'dispatch', unit, dueAt: addLimit(api.clock.now(), limit) });
    expect(await tell(id, 2, { action: 'accept' })).toBe('held');
    expect(await tell(id, 4, { action: 'decline', reason: 'outOfScope' })).toBe('held');
    const report = await stored(id);
    expect(report.position.state).toBe('dispatched');
    expect(report.heldAnswers.map((held) => held.action)).toEqual(['accept', 'decline']);
  });

  test('without what the table asks for are kept for people', async () => {
    const id = await delivered();
    expect(await tell(id, 1, { action: 'decline' })).toBe('held');
    expect(await tell(id, 2, { action: 'feedback', unit, destination: DESK })).toBe('held');
    const report = await stored(id);
    expect(report.position.state).toBe('delivered');
    expect(report.timeline.at(-1)?.action).toBe('acknowledge');
  });

  test('that a platform says again are no new step, and its word that it is done counts without its photo', async () => {
    const id = await delivered();
    for (const [seq, action] of ['accept', 'accept', 'file', 'dispatch', 'file', 'start', 'start'].entries())
      expect(await tell(id, seq, { action: action as OfficialAnswer['action'], unit })).toBe('taken');
    for (const seq of [10, 11]) expect(await tell(id, seq, { action: 'feedback', unit })).toBe('taken');
    const report = await stored(id);
    expect(report.position).toMatchObject({ state: 'resolved', origin: 'official' });
    expect(report.timeline.slice(-5).map(({ action }) => action)).toEqual([
      'accept',
      'file',
      'dispatch',
      'start',
      'feedback',
    ]);
    expect(report.heldAnswers).toEqual([]);
  });

  test('wait for the number when they are early', async () => {
    const id = await delivered();
    await ReportModel.updateOne(
      { _id: id },
      { $set: { 'position.state': 'forwarding', 'position.receipt': 'attempted' } },
    );
    const before = await stored(id);
    expect(await tell(id, 1, { action: 'accept' })).toBe('early');
    expect(await stored(id)).toEqual(before);
  });

  test('for another round or an unknown report move nothing', async () => {
    const id = await delivered();
    expect(await receiveAnswer(api.services, { ...answer(id, 1, { action: 'file' }), key: `${id}:2` })).toBe('held');
    expect(await receiveAnswer(api.services, { ...answer(id, 1, { action: 'file' }), key: 'nobody:1' })).toBe(
      'unknown',
    );
    expect(await receiveAnswer(api.services, { ...answer(id, 1, { action: 'file' }), key: '{"$gt":""}' })).toBe(
      'unknown',
    );
    expect((await stored(id)).position.state).toBe('delivered');
  });

  test('a passed check is no answer to an open dispute', async () => {
    const id = await delivered();
    await tell(id, 1, { action: 'feedback', unit, photos: [photo] });
    await ReportModel.updateOne({ _id: id }, { $set: { 'position.disputeOpen': true } });
    expect(await tell(id, 2, { action: 'checkPassed' })).toBe('held');
    expect(await tell(id, 3, { action: 'checkFailed', reason: '现场还有垃圾' })).toBe('taken');
    expect(await stored(id)).toMatchObject({ position: { state: 'reopened', disputeOpen: false } });
    expect((await stored(id)).answerUntil).toBeUndefined();
  });

  test('in any order and of any kind never throw, never vanish, and leave a timeline that hangs together', async () => {
    const told = fc.record({
      action: fc.constantFrom(...officialActions),
      seq: fc.integer({ min: 1, max: 12 }),
      reason: fc.option(fc.constant('outOfScope'), { nil: undefined }),
      photos: fc.constantFrom<(typeof photo)[]>([], [photo]),
      unit: fc.option(fc.constant(unit), { nil: undefined }),
      sendBacks: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    });
    const fresh = await stored(await delivered());
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), (answers) => {
        let report = fresh;
        for (const each of answers) {
          for (let verdict: Verdict = { taken: 'taken', change: null, again: true }; verdict.again; ) {
            const given = answer(fresh._id, each.seq, { ...each, eventId: `${each.action}-${each.seq}` });
            verdict = judgeAnswer(api.services.env, report, 1, given);
            expect(['taken', 'held']).toContain(verdict.taken);
            report = written(report, verdict.change);
          }
        }
        expect(new Set(report.seenAnswers)).toEqual(
          new Set(answers.map((each) => `1:${each.seq}:${each.action}-${each.seq}`)),
        );
        report.timeline.slice(1).forEach((entry, i) => {
          expect(entry.from).toBe(report.timeline[i]!.to);
          expect(entry.seq).toBe(i + 2);
        });
        expect(report.timeline.at(-1)!.to).toBe(report.position.state);
      }),
      { numRuns: 300 },
    );
  });
});

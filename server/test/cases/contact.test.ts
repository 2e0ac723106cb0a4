import { cases } from '@jierong/shared/endpoints/cases';
import { messages } from '@jierong/shared/endpoints/messages';
import { reports } from '@jierong/shared/endpoints/reports';
import { CaseModel } from '../../src/modules/cases/model';
import type { CaseRecord } from '../../src/modules/cases/record';
import { ReportModel } from '../../src/modules/reports/model';
import { stored, underWay } from '../forwarding/queue';
import { type Api, startApi } from '../support/api';
import { DESK, HANDLER, LIMIT, step, storedCase, UNIT } from './desk';

const REPORTER = 'demo-resident-1';
const SUPPORTER = 'demo-volunteer-2';
const HOUR = 3_600_000;
const WORDS = '看过现场了，明天上午来修';

describe('the first contact with whoever reported', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());
  beforeEach(() => api.clock.set(new Date('2026-11-23T01:00:00.000Z')));

  const accepted = async (): Promise<{ id: string; caseId: string }> => {
    const id = await underWay(api);
    await api.settle();
    const record = await CaseModel.findOne({ key: `${id}:1` }).lean<CaseRecord>();
    const caseId = record!._id;
    await step(api, cases.accept, caseId, DESK);
    return { id, caseId };
  };
  const inboxOf = async (personId: string, reportId: string) =>
    (await api.call(messages.list, { limit: 50 }, personId)).items.filter((m) => m.reportId === reportId);
  const told = async (personId: string, id: string) =>
    (await inboxOf(personId, id)).filter((m) => m.kind === 'contact');

  test('is promised within 24 hours of the acceptance, at the desk and on the report, and flagged when it is over', async () => {
    const { id, caseId } = await accepted();
    const start = api.clock.now().getTime();
    const dueAt = new Date(start + 24 * HOUR).toISOString();
    const at = async () => (await api.call(cases.info, { id: caseId }, DESK)).contactClock;
    expect(await at()).toMatchObject({ kind: 'contact', dueAt, status: 'onTime' });
    expect((await api.call(reports.info, { id })).contact).toEqual({ dueAt });
    api.clock.advance(20 * HOUR);
    expect((await at())?.status).toBe('soon');
    api.clock.advance(5 * HOUR);
    expect((await at())?.status).toBe('over');
    const listed = await api.call(cases.list, { view: 'all', limit: 50 }, DESK);
    expect(listed.items.find((item) => item.id === caseId)?.contactClock?.status).toBe('over');
  });

  test('is a message to the reporter alone: the words reach nobody else, and the desk learns no name', async () => {
    const { id, caseId } = await accepted();
    await api.call(reports.support, { id }, SUPPORTER);
    await step(api, cases.file, caseId, DESK);
    await step(api, cases.dispatch, caseId, DESK, { unitId: UNIT, limit: LIMIT });
    api.clock.advance(HOUR);
    const shown = await step(api, cases.contact, caseId, HANDLER, { words: WORDS });
    await api.settle();
    expect(shown).toMatchObject({ stage: 'dispatched', contactClock: { status: 'done' } });
    expect(await told(REPORTER, id)).toMatchObject([{ words: WORDS, unitName: '环卫一所', read: false }]);
    expect(await told(SUPPORTER, id)).toEqual([]);
    const page = await api.call(reports.info, { id }, SUPPORTER);
    expect(page.contact?.at).toBe(api.clock.now().toISOString());
    expect(page.timeline.at(-1)).toMatchObject({ action: 'contact', by: '环卫一所', to: 'dispatched' });
    expect(JSON.stringify(page)).not.toContain(WORDS);
    expect(JSON.stringify(shown)).not.toContain(REPORTER);
  });

  test('a second message is delivered too, and moves the clock no more', async () => {
    const { id, caseId } = await accepted();
    await step(api, cases.contact, caseId, DESK, { words: WORDS });
    const first = (await stored(id)).contact?.at;
    api.clock.advance(HOUR);
    await step(api, cases.contact, caseId, DESK, { words: '材料到了，改今天下午' });
    expect((await told(REPORTER, id)).map((m) => m.words)).toEqual(['材料到了，改今天下午', WORDS]);
    expect((await stored(id)).contact?.at).toEqual(first);
  });

  test('told again after a stop, it is one message and one line', async () => {
    const { id, caseId } = await accepted();
    await step(api, cases.contact, caseId, DESK, { words: WORDS });
    const at = api.clock.now();
    const { answerSeq } = await storedCase(caseId);
    const again = { seq: answerSeq, at, action: 'contact', note: WORDS, photos: [] };
    await CaseModel.updateOne({ _id: caseId }, { $set: { answersDueAt: at }, $push: { answers: again } });
    await Promise.all([api.settle(), api.settle()]);
    expect(await told(REPORTER, id)).toHaveLength(1);
    expect((await stored(id)).timeline.filter(({ action }) => action === 'contact')).toHaveLength(1);
    expect((await storedCase(caseId)).answers).toEqual([]);
  });

  test('with nobody left to read it the case says so, and the report does not say it was done', async () => {
    const { id, caseId } = await accepted();
    await ReportModel.updateOne({ _id: id }, { $unset: { reporterId: 1 } });
    await step(api, cases.contact, caseId, DESK, { words: WORDS });
    expect(await api.call(cases.info, { id: caseId }, DESK)).toMatchObject({ unreachable: true });
    expect((await stored(id)).contact?.at).toBeUndefined();
  });

  test('needs words, and is not for who has nothing to do with the case', async () => {
    const { caseId } = await accepted();
    await expect(step(api, cases.contact, caseId, DESK, { words: ' ' })).rejects.toMatchObject({
      code: 'invalidInput',
    });
    await expect(step(api, cases.contact, caseId, HANDLER, { words: WORDS })).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(step(api, cases.contact, caseId, 'demo-checker-1', { words: WORDS })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

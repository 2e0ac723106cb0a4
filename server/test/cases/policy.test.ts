import { type CaseAction, type CaseStage, caseActions, caseStages } from '@jierong/shared/cases';
import { cases } from '@jierong/shared/endpoints/cases';
import { roles } from '@jierong/shared/roles';
import fc from 'fast-check';
import demonstration from '../../data/demonstration/people.json';
import { CaseModel } from '../../src/modules/cases/model';
import { type Api, ApiError, startApi } from '../support/api';
import {
  arrived,
  CHECKER,
  DESK,
  dispatched,
  HANDLER,
  handled,
  LEAD,
  LIMIT,
  OFFICER,
  step,
  storedCase,
  UNIT,
} from './desk';

/** Who may do what on a case of the sanitation unit, written down apart from the desk's own table. */
const allowed: Record<string, Partial<Record<CaseStage, CaseAction[]>>> = {
  [DESK]: {
    arrived: ['accept', 'refuse'],
    accepted: ['file', 'decline', 'contact'],
    filed: ['dispatch', 'contact'],
    dispatched: ['handOver', 'contact'],
    handling: ['handOver', 'contact'],
    handled: ['contact'],
    reopened: ['dispatch', 'contact'],
  },
  [HANDLER]: {
    dispatched: ['start', 'feedback', 'handOver', 'sendBack', 'contact'],
    handling: ['feedback', 'handOver', 'sendBack', 'contact'],
    handled: ['contact'],
    reopened: ['start', 'contact'],
  },
  [CHECKER]: { handled: ['pass', 'rework'] },
  [OFFICER]: { arrived: ['fixOnSpot'], accepted: ['fixOnSpot'], filed: ['fixOnSpot'] },
  [LEAD]: {
    arrived: ['accept', 'refuse'],
    accepted: ['file', 'decline', 'contact'],
    filed: ['dispatch', 'closeUnfixed', 'void', 'contact'],
    dispatched: ['handOver', 'closeUnfixed', 'void', 'contact'],
    handling: ['handOver', 'closeUnfixed', 'void', 'contact'],
    handled: ['contact'],
    reopened: ['dispatch', 'closeUnfixed', 'contact'],
  },
  'demo-bureau-lead-1': {},
  'demo-admin-1': {},
};
const outsiders = [
  'demo-resident-1',
  'demo-merchant-1',
  'demo-alliance-lead-1',
  'demo-road-chief-1',
  'demo-volunteer-1',
  'demo-moderator-1',
  'demo-complaints-officer-1',
];

describe('who may do what at the desk', () => {
  let api: Api;
  let photo: string;
  beforeAll(async () => {
    api = await startApi();
    photo = await api.uploadPhoto(HANDLER);
  });
  afterAll(() => api.close());
  beforeEach(() => CaseModel.deleteMany({}));

  const at = async (stage: CaseStage): Promise<string> => {
    const id = await arrived(api);
    const unit = ['dispatched', 'handling', 'handled', 'reopened', 'closed'].includes(stage)
      ? { unit: { id: UNIT, name: '环卫一所' } }
      : {};
    await CaseModel.updateOne({ _id: id }, { $set: { stage, ...unit } });
    return id;
  };
  const more: Partial<Record<CaseAction, () => object>> = {
    refuse: () => ({ reason: 'outOfScope' }),
    decline: () => ({ reason: 'outOfScope' }),
    dispatch: () => ({ unitId: UNIT, limit: LIMIT }),
    handOver: () => ({ unitId: 'demo-unit-general' }),
    sendBack: () => ({ reason: '不是我们的' }),
    refuseHandOver: () => ({ reason: '也不是我们的' }),
    feedback: () => ({ photos: [photo] }),
    fixOnSpot: () => ({ photos: [photo] }),
    rework: () => ({ reason: '没清干净' }),
    closeUnfixed: () => ({ reason: '没有办法' }),
    void: () => ({ reason: '测试' }),
    contact: () => ({ words: '已经看过，明天修' }),
  };
  const tryStep = (action: CaseAction, id: string, who: string): Promise<unknown> =>
    step(api, cases[action] as typeof cases.accept, id, who, more[action]?.() ?? {});

  test.each(Object.keys(allowed))('%s is offered what is theirs, the main act first, and nothing else', async (who) => {
    for (const stage of caseStages) {
      const id = await at(stage);
      const theirs = allowed[who]?.[stage] ?? [];
      const seen = await api.call(cases.info, { id }, who).catch((error: ApiError) => {
        // A handler does not even see what is not their unit's.
        expect([who, error.code]).toEqual([HANDLER, 'notFound']);
        return { abilities: [] };
      });
      expect([stage, seen.abilities]).toEqual([stage, theirs]);
    }
  });

  test.each(outsiders)('%s has no business at the desk', async (who) => {
    const id = await at('arrived');
    await expect(api.call(cases.list, {}, who)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
    await expect(api.call(cases.info, { id }, who)).rejects.toMatchObject({ status: 403 });
    for (const action of caseActions)
      await expect(tryStep(action, id, who)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
  });

  test('people of every role were asked', () => {
    const asked = [...Object.keys(allowed), ...outsiders];
    const roleOf = new Map(demonstration.people.map((person) => [person.id, person.role]));
    expect(new Set(asked.map((id) => roleOf.get(id)))).toEqual(new Set(roles));
  });

  test('what is not theirs or not possible now is refused with a 4xx by any path, and changes nothing', async () => {
    const people = Object.keys(allowed);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...people),
        fc.constantFrom(...caseStages),
        fc.constantFrom(...caseActions),
        async (who, stage, action) => {
          if (allowed[who]?.[stage]?.includes(action)) return;
          const id = await at(stage);
          const before = await storedCase(id);
          const error = await tryStep(action, id, who).then(
            () => undefined,
            (e: unknown) => e,
          );
          if (!(error instanceof ApiError)) throw new Error(`${who} could ${action} from ${stage}`);
          expect([403, 404, 409, 422]).toContain(error.status);
          expect(await storedCase(id)).toEqual(before);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('who handled a case, or is of its unit, never checks it, and is told why', async () => {
    const id = await arrived(api);
    await handled(api, id);
    await CaseModel.updateOne({ _id: id }, { $addToSet: { 'handledBy.unitIds': 'demo-unit-check' } });
    const seen = await api.call(cases.info, { id }, CHECKER);
    expect(seen).toMatchObject({ conflict: true, abilities: [] });
    for (const action of ['pass', 'rework'] as const)
      await expect(tryStep(action, id, CHECKER)).rejects.toMatchObject({ status: 403, code: 'conflictOfInterest' });
    const mine = await api.call(cases.list, {}, CHECKER);
    expect(mine.items.map((item) => item.id)).not.toContain(id);
  });

  test('a handler sees the cases of their own unit only', async () => {
    const own = await arrived(api);
    await dispatched(api, own);
    const other = await arrived(api);
    await dispatched(api, other, 'demo-unit-roads');
    const { items } = await api.call(cases.list, { view: 'all', limit: 50 }, HANDLER);
    expect(items.map((item) => item.id)).toContain(own);
    expect(new Set(items.map((item) => item.unit?.id))).toEqual(new Set([UNIT]));
    await expect(api.call(cases.info, { id: other }, HANDLER)).rejects.toMatchObject({ status: 404 });
    await expect(tryStep('start', other, HANDLER)).rejects.toMatchObject({ status: 404 });
    const asked = await api.call(cases.list, { view: 'all', unitId: 'demo-unit-roads' }, HANDLER);
    expect(asked.items).toEqual([]);
  });

  test('of two who act at once one is told that the case moved, with the version that holds', async () => {
    const id = await arrived(api);
    const { version } = await storedCase(id);
    const both = await Promise.allSettled([
      api.call(cases.accept, { id, version }, DESK),
      api.call(cases.accept, { id, version }, 'demo-grid-officer-1'),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected');
    expect(lost).toMatchObject({ reason: { status: 409, code: 'caseMoved', data: { version: version + 1 } } });
  });

  test('a unit that is none, a limit of decades and other people’s photos are refused by name', async () => {
    const id = await arrived(api);
    await step(api, cases.accept, id, DESK);
    await step(api, cases.file, id, DESK);
    const send = (sent: object) => step(api, cases.dispatch, id, DESK, { unitId: UNIT, limit: LIMIT, ...sent });
    await expect(send({ unitId: 'nobody' })).rejects.toMatchObject({ status: 422, code: 'unknownUnit' });
    await expect(send({ unitId: 'demo-unit-reception' })).rejects.toMatchObject({ code: 'unknownUnit' });
    await expect(send({ limit: { value: 1e9, unit: 'workingDay' } })).rejects.toMatchObject({
      status: 400,
      data: { issues: [{ path: 'limit.value', problem: 'too_big' }] },
    });
    await send({});
    const theirs = await api.uploadPhoto(DESK);
    await expect(step(api, cases.feedback, id, HANDLER, { photos: [theirs] })).rejects.toMatchObject({
      code: 'unknownPhoto',
      data: { photos: [theirs] },
    });
  });
});

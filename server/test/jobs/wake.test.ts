import { startWake } from '../../src/jobs/wake';
import { ReportModel } from '../../src/modules/reports/model';
import {
  actionsOf,
  begin,
  DAY,
  MINUTE,
  repaired,
  startReviewing,
  stateOf,
  stored,
  submitted,
} from '../review/reporting';
import type { Api } from '../support/api';

describe('the timers of reports', () => {
  let api: Api;
  beforeAll(async () => {
    ({ api } = await startReviewing());
  });
  afterAll(() => api.close());
  afterEach(() => ReportModel.deleteMany({}));

  it('close what a neighbour repaired after seven silent days', async () => {
    const id = await repaired(api, 'claim');
    api.clock.advance(7 * DAY - 1);
    await api.settle();
    expect(await stateOf(id)).toBe('resolved');
    api.clock.advance(1);
    await api.settle();
    const report = await stored(id);
    expect(report.position).toMatchObject({ state: 'closed', outcome: 'fixed' });
    expect(report.closedAt).toEqual(api.clock.now());
    expect(report.wakeAt).toBeUndefined();
  });

  it('leave an official case to its check, however silent people are', async () => {
    const id = await repaired(api, 'official');
    api.clock.advance(8 * DAY);
    await api.settle();
    const report = await stored(id);
    expect(report.position.state).toBe('resolved');
    expect(report.wakeAt).toBeUndefined();
  });

  it('serve a report once, however many workers look at once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await submitted(api));
    api.clock.advance(10 * MINUTE);
    const workers = [1, 2, 3].map(() => startWake(api.services, { everyMs: 0 }));
    await Promise.all(workers.map((worker) => worker.drain()));
    await Promise.all(workers.map((worker) => worker.stop()));
    for (const id of ids) expect(await actionsOf(id)).toEqual(['submit', 'release']);
  });

  it('go on with the others when one report cannot be served', async () => {
    const broken = await submitted(api);
    const sound = await submitted(api);
    // A round without its check: nothing the program writes, but the timers of all others must not hang on it.
    await ReportModel.collection.updateOne({ _id: broken as never }, { $unset: { check: 1 } });
    api.clock.advance(10 * MINUTE);
    await api.settle();
    expect(await stateOf(sound)).toBe('delivered');
    expect((await stored(broken)).wakeAt).toEqual(new Date(api.clock.now().getTime() + MINUTE));
  });

  it('forget a timer that has nothing to do any more', async () => {
    const id = await submitted(api);
    await begin(id, { state: 'filed', receipt: 'accepted' });
    await ReportModel.updateOne({ _id: id }, { $set: { wakeAt: api.clock.now() } });
    await api.settle();
    expect((await stored(id)).wakeAt).toBeUndefined();
    expect(await stateOf(id)).toBe('filed');
  });
});

describe('the timers of reports, where the built-in desk takes silence for 修好了', () => {
  it('close an official case after seven days and tell its queue', async () => {
    const { api, updates } = await startReviewing({ env: { SILENCE_CLOSES: 'true' } });
    const id = await repaired(api, 'official');
    api.clock.advance(7 * DAY);
    await api.settle();
    expect((await stored(id)).position).toMatchObject({ state: 'closed', outcome: 'fixed' });
    expect(updates.map((update) => update.kind)).toEqual(['closed']);
    await api.close();
  });
});

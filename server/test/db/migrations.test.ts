import { lanesOfOutboxes } from '../../src/db/migrations/lanesOfOutboxes';
import { migrate } from '../../src/db/migrations/migrate';
import { DESK } from '../../src/modules/cases/deskName';
import { HERE, laneAt } from '../../src/modules/reports/lanes';
import { ReportModel } from '../../src/modules/reports/model';
import { stored, underWay } from '../forwarding/queue';
import { type Api, startApi } from '../support/api';

describe('a database of an older version', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  test('has its reports forwarded, and their news delivered, as if they had been sent now', async () => {
    const [waiting, known] = [await underWay(api), await underWay(api)];
    await api.settle();
    const at = api.clock.now();
    const entry = { id: 'old', dueAt: at, attempts: 0, seq: 2 };
    const old = { $unset: { lanes: 1, copies: 1 } };
    await ReportModel.collection.updateOne(
      { _id: waiting as never },
      {
        ...old,
        $set: {
          'position.state': 'forwarding',
          'position.receipt': 'queued',
          delivery: { attempts: [], caseNumbers: [] },
          outbox: [{ ...entry, kind: 'forward' }],
          outboxDueAt: at,
        },
      },
    );
    await ReportModel.collection.updateOne(
      { _id: known as never },
      {
        ...old,
        $set: { outbox: [{ ...entry, kind: 'update', update: 'supports' }], outboxDueAt: at },
      },
    );
    await ReportModel.collection.createIndex({ outboxDueAt: 1 });

    expect(await lanesOfOutboxes.run()).toBe(2);
    expect((await stored(waiting)).lanes).toEqual([laneAt(HERE, at)]);
    expect((await stored(known)).lanes).toEqual([laneAt(DESK, at)]);
    expect((await ReportModel.collection.indexes()).map(({ name }) => name)).not.toContain('outboxDueAt_1');
    await api.settle();
    expect((await stored(waiting)).position.state).toBe('delivered');
    expect((await stored(known)).outbox).toEqual([]);
  });

  test('is brought up to date once', async () => {
    let runs = 0;
    const counting = { name: 'counting', run: async () => ++runs };
    await migrate(api.services.log, [counting]);
    await migrate(api.services.log, [counting]);
    expect(runs).toBe(1);
  });
});

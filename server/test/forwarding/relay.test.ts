import { reports } from '@jierong/shared/endpoints/reports';
import { disputes } from '@jierong/shared/endpoints/review';
import { receiveAnswer } from '../../src/forwarding/answers';
import { dueQuery } from '../../src/forwarding/claim';
import { waitingForLost } from '../../src/forwarding/lostDestinations';
import { forwardingQuery } from '../../src/forwarding/queries';
import { startRelay } from '../../src/forwarding/relay';
import { ReportModel } from '../../src/modules/reports/model';
import { type Api, startApi } from '../support/api';
import { actionsOf, LEAD, MINUTE, REPORTER, stored, TestQueue, underWay } from './queue';

describe('the relay', () => {
  let api: Api;
  const queue = new TestQueue();
  beforeAll(async () => {
    api = await startApi({ destinations: () => [queue] });
  });
  afterAll(() => api.close());
  beforeEach(() => queue.reset());
  afterEach(() => ReportModel.deleteMany({}));

  test('hands a report over once, and its receipt says so with the number', async () => {
    const id = await underWay(api);
    await api.settle();
    const shown = await api.call(reports.info, { id });
    expect(shown.state).toBe('delivered');
    expect(shown.delivery).toMatchObject({
      status: 'accepted',
      attempts: 1,
      caseNumbers: ['T1'],
      destination: queue.name,
    });
    expect(queue.opened).toHaveLength(1);
    expect((await stored(id)).outbox).toEqual([]);
    expect((await stored(id)).lease).toBeUndefined();
  });

  test('sends nothing of the reporter, and no number of a person', async () => {
    await underWay(api, { words: '垃圾没人收，打我电话 138 0013 8000 或写信 lao@example.com' });
    await api.settle();
    const sent = JSON.stringify(queue.opened[0]);
    expect(sent).not.toMatch(/138 0013|0013 8000|example|demo-resident|湖边老住/);
    expect(sent).toContain('垃圾没人收');
  });

  test('opens exactly one case although the answer was lost', async () => {
    queue.answers = ['loseAnswer'];
    const id = await underWay(api);
    await api.settle();
    expect((await stored(id)).position).toMatchObject({ state: 'forwarding', receipt: 'attempted' });
    api.clock.advance(MINUTE);
    await api.settle();
    expect((await stored(id)).position.state).toBe('delivered');
    expect(queue.opened).toHaveLength(1);
    expect((await stored(id)).delivery.caseNumbers).toEqual(['T1']);
  });

  test('opens exactly one case although the worker died after sending', async () => {
    const id = await underWay(api);
    const sent = new Promise<void>((resolve) => {
      queue.meanwhile = () => {
        queue.cases.set(`${id}:1`, 'T-lost');
        resolve();
        return new Promise(() => {}); // dead: it never hears the answer
      };
    });
    void api.settle();
    await sent;
    // others work on the same report meanwhile, and must not cover up what was begun
    await api.call(reports.support, { id }, 'demo-resident-2').catch(() => undefined);
    api.clock.advance(2 * MINUTE);
    await api.settle();
    expect(queue.opened).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ delivery: { caseNumbers: ['T-lost'] }, outbox: [] });
    expect((await stored(id)).lease).toBeUndefined();
  });

  test('takes over what a dead worker had leased, and nothing before its lease ends', async () => {
    const id = await underWay(api);
    const until = new Date(api.clock.now().getTime() + MINUTE);
    await ReportModel.updateOne({ _id: id }, { $set: { lease: { owner: 'somebody', until } } });
    await api.settle();
    expect(queue.opened).toHaveLength(0);
    api.clock.set(until);
    await api.settle();
    expect((await stored(id)).position.state).toBe('delivered');
  });

  test('sends each report once, however many workers there are', async () => {
    const ids = [];
    for (let i = 0; i < 6; i++) ids.push(await underWay(api));
    const workers = [1, 2, 3].map(() => startRelay(api.services, { everyMs: 0 }));
    await api.settle();
    await Promise.all(workers.map((worker) => worker.drain()));
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(queue.opened.map((input) => input.reportId).sort()).toEqual([...ids].sort());
  });

  test('delivers messages and goes on with others while one destination call must wait', async () => {
    queue.answers = [{ outcome: 'retryLater', detail: 'busy' }];
    const id = await underWay(api);
    await api.settle();
    const { outbox } = await stored(id);
    expect(outbox.map((entry) => entry.kind)).toEqual(['forward']);
    expect(outbox[0]!.dueAt.getTime()).toBeGreaterThan(api.clock.now().getTime());
  });

  test('forwards what nobody claimed when the offer is over, and not before', async () => {
    const id = await underWay(api, { group: 'clutter', words: '门口堆了纸箱' });
    await api.settle();
    const offered = await stored(id);
    expect(offered.position.receipt).toBe('offered');
    api.clock.set(new Date(offered.offerUntil!.getTime() - 1));
    await api.settle();
    expect(queue.opened).toHaveLength(0);
    api.clock.advance(1);
    await api.settle();
    expect((await actionsOf(id)).slice(1)).toEqual(['release', 'offerOver', 'acknowledge']);
  });

  test('takes the case back when the report was withdrawn while it was on its way', async () => {
    const id = await underWay(api);
    queue.meanwhile = async () => {
      const { version } = await stored(id);
      await api.call(reports.withdraw, { id, version }, REPORTER);
    };
    await api.settle();
    expect((await stored(id)).position.state).toBe('withdrawn');
    expect(queue.updates).toMatchObject([{ kind: 'withdrawn', key: `${id}:1`, caseNumber: 'T1' }]);
  });

  test('gives a report a new case when its destination cannot reopen the old one; both numbers stay', async () => {
    const id = await underWay(api);
    await api.settle();
    queue.updateAnswer = { outcome: 'refused', detail: 'closed is closed' };
    const photo = { key: 'a'.repeat(64), width: 4, height: 3, view: 'after' as const };
    const told = { destination: queue.name, key: `${id}:1`, caseNumber: 'T1', eventId: 'e1', seq: 1, photos: [photo] };
    await receiveAnswer(api.services, { ...told, action: 'feedback', at: api.clock.now() });
    const dispute = {
      id,
      version: (await stored(id)).version,
      reason: '还在原地',
      photos: [await api.uploadPhoto(REPORTER)],
    };
    await api.call(reports.dispute, dispute, REPORTER);
    const decision = { id, version: (await stored(id)).version, uphold: true, reason: '属实' };
    await api.call(disputes.decide, decision, LEAD);
    await api.settle();
    expect(queue.updates.map((update) => update.kind)).toEqual(['disputed', 'reopened']);
    expect(queue.updates[1]).toMatchObject({ reason: '属实', caseNumber: 'T1' });
    expect(await stored(id)).toMatchObject({
      position: { state: 'delivered', round: 2 },
      delivery: { caseNumbers: ['T1', 'T2'] },
      outbox: [],
    });
    expect([...queue.cases.keys()]).toEqual([`${id}:1`, `${id}:2`]);
  });

  test('tries news again that a destination could not take', async () => {
    const id = await underWay(api);
    await api.settle();
    queue.updateAnswer = { outcome: 'retryLater', detail: 'busy' };
    await api.call(reports.support, { id }, 'demo-resident-2');
    await api.settle();
    expect((await stored(id)).outbox).toMatchObject([{ kind: 'update', attempts: 1 }]);
    queue.updateAnswer = { outcome: 'accepted' };
    api.clock.advance(MINUTE);
    await api.settle();
    expect((await stored(id)).outbox).toEqual([]);
    expect(new Set(queue.updates.map((update) => update.id)).size).toBe(1);
    expect(queue.updates.at(-1)).toMatchObject({ kind: 'supports', supports: 1, asked: 2 });
  });

  test('goes on with the others when one report cannot be carried', async () => {
    const broken = await underWay(api);
    const sound = await underWay(api);
    // Nothing the program writes: an outbox without its report's receipt.
    await ReportModel.collection.updateOne({ _id: broken as never }, { $unset: { delivery: 1 } });
    await api.settle();
    await api.settle();
    expect((await stored(sound)).position.state).toBe('delivered');
  });

  test('finds its work, and people theirs, from indexes', async () => {
    await underWay(api);
    const queries = [
      dueQuery(queue.name, api.clock.now(), 8),
      waitingForLost([queue.name]),
      forwardingQuery('held', undefined, 20),
      forwardingQuery('waiting', undefined, 20),
      ReportModel.find({ 'delivery.acceptedAt': { $gte: api.clock.now() } }),
    ];
    for (const query of queries) {
      const plan = JSON.stringify(await query.explain('queryPlanner'));
      expect(plan).toContain('IXSCAN');
      expect(plan).not.toContain('COLLSCAN');
    }
  });
});

import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { reports } from '@jierong/shared/endpoints/reports';
import { startRelay } from '../../src/forwarding/relay';
import { startWake } from '../../src/jobs/wake';
import { ReportModel } from '../../src/modules/reports/model';
import { type Api, startApi } from '../support/api';
import { actionsOf, LEAD, MINUTE, REPORTER, stored, TestQueue, underWay } from './queue';

describe('the relay', () => {
  let api: Api;
  let queue: TestQueue;
  beforeAll(async () => {
    api = await startApi({ destination: () => new Proxy({} as TestQueue, { get: (_, name: keyof TestQueue) => bound(name) }) });
  });
  const bound = (name: keyof TestQueue): unknown => {
    const value = queue[name];
    return typeof value === 'function' ? value.bind(queue) : value;
  };
  afterAll(() => api.close());
  beforeEach(() => {
    queue = new TestQueue();
  });
  afterEach(() => ReportModel.deleteMany({}));

  test('hands a report over once, and its receipt says so with the number', async () => {
    const id = await underWay(api);
    await api.settle();
    const shown = await api.call(reports.info, { id });
    expect(shown.state).toBe('delivered');
    expect(shown.delivery).toMatchObject({ status: 'accepted', attempts: 1, caseNumbers: ['T1'], destination: queue.name });
    expect(queue.opened).toHaveLength(1);
    expect((await stored(id)).outbox).toEqual([]);
    expect((await stored(id)).lease).toBeUndefined();
  });

  test('sends nothing of the reporter, and no number of a person', async () => {
    await underWay(api, { words: '垃圾没人收，打我电话 138 0013 8000 或写信 lao@example.com' });
    await api.settle();
    const sent = JSON.stringify(queue.opened[0]);
    expect(sent).not.toMatch(/138|8000|example|demo-resident|湖边老住/);
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
    // What such a worker leaves behind: a case over there, a counted attempt and a lease here, no result.
    queue.cases.set(`${id}:1`, 'T-lost');
    const wake = startWake(api.services, { everyMs: 0 });
    await wake.drain();
    await wake.stop();
    const { outbox } = await stored(id);
    const until = new Date(api.clock.now().getTime() + MINUTE);
    await ReportModel.updateOne(
      { _id: id },
      { $set: { outbox: outbox.map((entry) => ({ ...entry, attempts: 1 })), lease: { owner: 'the dead', until } } },
    );
    api.clock.set(until);
    await api.settle();
    expect(queue.opened).toHaveLength(0);
    expect((await stored(id)).delivery.caseNumbers).toEqual(['T-lost']);
  });

  test('tries eight times, longer apart each time, then holds the report for people; who send it again', async () => {
    queue.answers = Array.from({ length: 8 }, () => ({ outcome: 'retryLater' as const, detail: 'queue away' }));
    const id = await underWay(api);
    const waits: number[] = [];
    for (let attempt = 1; attempt < 8; attempt++) {
      await api.settle();
      const { delivery } = await stored(id);
      expect(delivery.attempts).toHaveLength(attempt);
      const wait = Number(delivery.nextAttemptAt) - api.clock.now().getTime();
      waits.push(wait);
      api.clock.advance(wait);
    }
    await api.settle();
    expect(Math.max(...waits)).toBeLessThanOrEqual(15 * MINUTE);
    expect(waits[6]).toBeGreaterThan(waits[0]! * 16);

    const held = await api.call(forwarding.list, {}, LEAD);
    expect(held.items).toHaveLength(1);
    expect(held.items[0]).toMatchObject({ reportId: id, status: 'held', key: `${id}:1` });
    expect(held.items[0]?.attempts).toHaveLength(8);
    expect(await api.call(forwarding.summary, {}, LEAD)).toMatchObject({ held: 1, waiting: 0 });

    await api.call(forwarding.resend, { id, version: held.items[0]!.version }, LEAD);
    await api.settle();
    expect((await stored(id)).position.state).toBe('delivered');
    expect(new Set(queue.opened.map((input) => input.key))).toEqual(new Set([`${id}:1`]));
    expect((await actionsOf(id)).slice(1)).toEqual(['release', 'retryLater', 'hold', 'resend', 'acknowledge']);
  });

  test('holds what a destination rejects at once; the lead closes it with a reason, an administrator does not', async () => {
    queue.answers = [{ outcome: 'rejected', detail: 'category unknown' }];
    const id = await underWay(api);
    await api.settle();
    const { version, delivery } = await stored(id);
    expect(delivery.lastError).toBe('category unknown');
    const close = (who: string) => api.call(forwarding.closeWithReason, { id, version, reason: '不归城管管' }, who);
    await expect(close('demo-admin-1')).rejects.toMatchObject({ code: 'forbidden' });
    await close(LEAD);
    expect((await stored(id)).position).toMatchObject({ state: 'closed', outcome: 'unfixed' });
  });

  test('lets a person record that they handed it over themselves', async () => {
    queue.answers = [{ outcome: 'rejected', detail: 'no' }];
    const id = await underWay(api);
    await api.settle();
    const { version } = await stored(id);
    await api.call(forwarding.deliverByHand, { id, version, caseNumber: '电话 12345-778' }, 'demo-admin-1');
    expect((await stored(id)).delivery).toMatchObject({ caseNumbers: ['电话 12345-778'], acceptedAt: api.clock.now() });
  });

  test('shows what is held to the squadron lead and administrators only', async () => {
    for (const who of ['demo-resident-1', 'demo-grid-officer-1', 'demo-desk-1', 'demo-moderator-1', 'demo-bureau-lead-1']) {
      await expect(api.call(forwarding.list, {}, who)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
      await expect(api.call(forwarding.summary, {}, who)).rejects.toMatchObject({ status: 403 });
      await expect(api.call(forwarding.resend, { id: 'x', version: 1 }, who)).rejects.toMatchObject({ status: 403 });
    }
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
});

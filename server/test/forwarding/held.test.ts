import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { ReportModel } from '../../src/modules/reports/model';
import { type Api, startApi } from '../support/api';
import { actionsOf, LEAD, MINUTE, stored, TestQueue, underWay } from './queue';

describe('reports that a destination does not take', () => {
  let api: Api;
  const queue = new TestQueue();
  beforeAll(async () => {
    api = await startApi({ destinations: () => [queue] });
  });
  afterAll(() => api.close());
  beforeEach(() => queue.reset());
  afterEach(() => ReportModel.deleteMany({}));

  test('are tried eight times, longer apart each time, then held for people, who send them again', async () => {
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

  test('are held at once when rejected; the lead closes them with a reason, an administrator does not', async () => {
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

  test('may be handed over by a person, who records the number', async () => {
    queue.answers = [{ outcome: 'rejected', detail: 'no' }];
    const id = await underWay(api);
    await api.settle();
    const { version } = await stored(id);
    await api.call(forwarding.deliverByHand, { id, version, caseNumber: '电话 12345-778' }, 'demo-admin-1');
    expect((await stored(id)).delivery).toMatchObject({ caseNumbers: ['电话 12345-778'], acceptedAt: api.clock.now() });
  });

  test('are shown to the squadron lead and administrators only', async () => {
    for (const who of [
      'demo-resident-1',
      'demo-grid-officer-1',
      'demo-desk-1',
      'demo-moderator-1',
      'demo-bureau-lead-1',
    ]) {
      await expect(api.call(forwarding.list, {}, who)).rejects.toMatchObject({ status: 403, code: 'forbidden' });
      await expect(api.call(forwarding.summary, {}, who)).rejects.toMatchObject({ status: 403 });
      await expect(api.call(forwarding.resend, { id: 'x', version: 1 }, who)).rejects.toMatchObject({ status: 403 });
    }
  });

  test('are counted for whoever watches', async () => {
    queue.answers = [{ outcome: 'rejected', detail: 'no' }];
    await underWay(api);
    await api.settle();
    const text = await (await api.raw('/metrics')).text();
    expect(text).toMatch(/jierong_forwarding_held 1/);
    expect(text).toMatch(/jierong_forwarding_waiting 0/);
    expect(text).toMatch(/jierong_forwarding_attempts_total\{destination="[^"]+",outcome="rejected"\} \d+/);
    expect(text).toMatch(/jierong_forwarding_oldest_seconds 0/);
  });
});

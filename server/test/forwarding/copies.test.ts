import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { reports } from '@jierong/shared/endpoints/reports';
import { makeDestinations } from '../../src/forwarding/destinations';
import { holdForLost } from '../../src/forwarding/lostDestinations';
import { type Api, startApi } from '../support/api';
import { LEAD, MINUTE, stored, TestQueue, underWay } from './queue';

describe('a report that goes to two destinations', () => {
  let api: Api;
  const lead = new TestQueue('city');
  const copy = new TestQueue('market');
  beforeAll(async () => {
    api = await startApi({ destinations: () => [lead, copy] });
  });
  afterAll(() => api.close());
  beforeEach(() => {
    lead.reset();
    copy.reset();
  });

  test('has a receipt for each, and moves with the one that leads', async () => {
    const id = await underWay(api);
    await api.settle();
    const shown = await api.call(reports.info, { id });
    expect(shown).toMatchObject({
      state: 'delivered',
      delivery: {
        destination: 'city',
        caseNumbers: ['T1'],
        copies: [{ destination: 'market', status: 'accepted', caseNumber: 'T1', attempts: 1 }],
      },
    });
    expect(lead.opened[0]?.key).toBe(copy.opened[0]?.key);
  });

  test('accepted by only one of the two is shown as that', async () => {
    copy.answers = [{ outcome: 'rejected', detail: 'not ours' }];
    const id = await underWay(api);
    await api.settle();
    const shown = await api.call(reports.info, { id });
    expect(shown.state).toBe('delivered');
    expect(shown.delivery?.copies).toEqual([{ destination: 'market', status: 'held', attempts: 1 }]);
  });

  test('a lead that is away does not keep the other waiting', async () => {
    lead.answers = [{ outcome: 'retryLater', detail: 'busy' }];
    const id = await underWay(api);
    await api.settle();
    expect((await stored(id)).position).toMatchObject({ state: 'forwarding', receipt: 'attempted' });
    expect(copy.cases.size).toBe(1);
    api.clock.advance(MINUTE);
    await api.settle();
    expect((await stored(id)).position.state).toBe('delivered');
    expect(copy.opened).toHaveLength(1);
  });

  test('both hear of supporters, each once', async () => {
    const id = await underWay(api);
    await api.settle();
    await api.call(reports.support, { id }, 'demo-resident-2');
    await api.settle();
    for (const queue of [lead, copy]) expect(queue.updates).toMatchObject([{ kind: 'supports', key: `${id}:1` }]);
  });

  test('a destination that is taken away leaves nothing waiting for ever', async () => {
    lead.answers = [{ outcome: 'retryLater', detail: 'busy' }];
    const id = await underWay(api);
    await api.settle();
    const { destinations, route } = api.services;
    Object.assign(api.services, {
      destinations: makeDestinations([{ destination: copy }]),
      route: () => ({ lead: 'market', copies: [] }),
    });
    try {
      expect(await holdForLost(api.services)).toBe(1);
      expect(await holdForLost(api.services)).toBe(0);
      const held = await stored(id);
      expect(held).toMatchObject({
        position: { receipt: 'held' },
        delivery: { lastError: 'destination city is gone' },
      });
      await api.call(forwarding.resend, { id, version: held.version }, LEAD);
      await api.settle();
      expect(await stored(id)).toMatchObject({ position: { state: 'delivered' }, delivery: { destination: 'market' } });
    } finally {
      Object.assign(api.services, { destinations, route });
    }
  });

  test('a held report is rerouted by people, unless the first place has it after all', async () => {
    lead.answers = [{ outcome: 'rejected', detail: 'not ours' }];
    const id = await underWay(api);
    await api.settle();
    const held = await stored(id);
    expect(held.position.receipt).toBe('held');
    const to = { id, version: held.version, destination: 'market' };
    await expect(api.call(forwarding.reroute, { ...to, destination: 'nowhere' }, LEAD)).rejects.toMatchObject({
      code: 'unknownDestination',
    });
    expect(await api.call(forwarding.reroute, to, LEAD)).toEqual({ reroute: 'rerouted' });
    await api.settle();
    expect(await stored(id)).toMatchObject({ position: { state: 'delivered' }, delivery: { destination: 'market' } });

    lead.answers = [{ outcome: 'rejected', detail: 'not ours' }];
    const other = await underWay(api);
    await api.settle();
    lead.cases.set(`${other}:1`, 'T-there');
    const { version } = await stored(other);
    expect(await api.call(forwarding.reroute, { id: other, version, destination: 'market' }, LEAD)).toEqual({
      reroute: 'alreadyThere',
    });
    expect((await stored(other)).delivery.caseNumbers).toEqual(['T-there']);
  });
});

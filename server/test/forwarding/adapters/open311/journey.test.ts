import sharp from 'sharp';
import { type Open311Simulator, startOpen311Simulator } from '../../../../simulators/open311/simulator';
import { adapter } from '../../../../src/forwarding/adapters/open311/adapter';
import { makeDestinations } from '../../../../src/forwarding/destinations';
import { pollDestination } from '../../../../src/forwarding/inbox/poll';
import { makeOutsideHttp } from '../../../../src/forwarding/outside/makeOutsideHttp';
import { type Api, startApi } from '../../../support/api';
import { actionsOf, MINUTE, stored, underWay } from '../../queue';
import { contractContext } from '../contractData';

const KEY = 'fixmystreet_id';

describe('reports of this program at an Open311 city', () => {
  let api: Api;
  let city: Open311Simulator;
  beforeAll(async () => {
    city = await startOpen311Simulator({ keyAttribute: KEY, filters: true, now: () => api.clock.now() });
    const http = makeOutsideHttp({ allowHosts: [city.host] });
    const settings = adapter.settings.parse({
      endpoint: city.endpoint,
      apiKey: 'simulated-key',
      services: { otherwise: { code: '001' } },
      keyAttribute: KEY,
      lookUp: { by: 'filter', parameter: KEY, field: KEY },
      takesUpdates: true,
    });
    const destination = adapter.make(settings, contractContext('city', http, { now: () => api.clock.now() }));
    api = await startApi({
      destinations: () => [destination],
      change: (services) => {
        services.destinations = makeDestinations([{ destination, http }]);
      },
    });
  });
  afterAll(async () => {
    await api.services.destinations.close();
    await api.close();
    await city.close();
  });

  test('are each one case there, whatever goes wrong on the way', async () => {
    city.days.push('losesAnswer', 'errors', 'halfCloses', 'losesAnswer', 'isBusy', 'losesAnswer', 'halfCloses');
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push(await underWay(api));
    for (let round = 0; round < 4; round++) {
      await api.settle();
      api.clock.advance(15 * MINUTE);
    }
    const numbers = await Promise.all(ids.map(async (id) => (await stored(id)).delivery.caseNumbers));
    expect(city.office.ledger()).toEqual(new Map(ids.map((id) => [`${id}:1`, 1])));
    expect(numbers).toEqual(ids.map((id) => [city.office.requestOf(`${id}:1`)?.number]));
    expect(city.days).toEqual([]);
  });

  test('come back resolved with the photo of the city, told once though the city tells twice and from the end', async () => {
    const id = await underWay(api);
    await api.settle();
    const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a7' } });
    city.photos.set('/after.jpg', await picture.jpeg().toBuffer());
    api.clock.advance(MINUTE);
    city.office.work(`${id}:1`, 'investigating', '已派人查看');
    city.office.work(`${id}:1`, 'in_progress', '');
    city.office.work(`${id}:1`, 'fixed', '已换新盖', `http://${city.host}/after.jpg`);
    city.day = 'repeatsNews';
    const destination = api.services.destinations.get('city');
    await pollDestination(api.services, destination);
    await api.settle();
    api.clock.advance(5 * MINUTE);
    await pollDestination(api.services, destination);
    await api.settle();
    const report = await stored(id);
    expect(report).toMatchObject({ position: { state: 'resolved', origin: 'official' }, heldAnswers: [] });
    expect(report.afterPhotos).toMatchObject([{ width: 64, height: 48, view: 'after' }]);
    expect((await actionsOf(id)).slice(-5)).toEqual(['accept', 'file', 'dispatch', 'start', 'feedback']);
  });
});

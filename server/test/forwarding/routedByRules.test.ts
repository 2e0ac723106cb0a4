import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forwarding } from '@jierong/shared/endpoints/forwarding';
import { currentRules } from '../../src/forwarding/routing/currentRules';
import { routeOf } from '../../src/forwarding/routing/routeOf';
import { RoutingMistakes } from '../../src/forwarding/routing/rules';
import { type Api, startApi } from '../support/api';
import { LEAD, stored, TestQueue, underWay } from './queue';

describe('with a file of rules of its own', () => {
  const city = new TestQueue('city');
  const market = new TestQueue('market');
  const folder = mkdtempSync(join(tmpdir(), 'jierong-routes-'));
  const ROUTES = join(folder, 'routes.json');
  const write = (lead: string): void => {
    const waste = { id: 'waste', name: '垃圾', category: { groups: ['waste'] }, lead, copies: ['city'] };
    const rules = [waste, { id: 'all', name: '其余' }];
    writeFileSync(ROUTES, JSON.stringify({ demonstration: true, rules }));
  };
  let api: Api;
  beforeAll(async () => {
    write('market');
    api = await startApi({ destinations: () => [city, market], env: { ROUTES } });
    const rules = await currentRules(api.services);
    api.services.route = (report, at) => routeOf(rules, report, at);
  });
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  test('a report goes where a dry run says it will', async () => {
    const id = await underWay(api);
    const trial = await api.call(forwarding.dryRun, { reportId: id }, LEAD);
    expect(trial).toMatchObject({ lead: 'market', copies: ['city'], rule: { id: 'waste' } });
    await api.settle();
    const { delivery, copies } = await stored(id);
    expect([delivery.destination, copies.map(({ destination }) => destination)]).toEqual(['market', ['city']]);
    expect([market.cases.size, city.cases.size]).toEqual([1, 1]);
  });

  test('what the rules do not name goes to the main destination alone', async () => {
    const id = await underWay(api, { group: 'clutter' });
    expect((await api.call(forwarding.dryRun, { reportId: id }, LEAD)).lead).toBe('city');
  });

  test('a file that names a destination that is not there is refused before anything starts', async () => {
    write('nowhere');
    const services = { ...api.services };
    await expect(currentRules(services)).rejects.toThrow(RoutingMistakes);
    await expect(currentRules(services)).rejects.toThrow('waste: unknown destination nowhere');
  });
});

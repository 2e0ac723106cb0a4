import { categoryGroups } from '@jierong/shared/categories';
import { adapter } from '../../src/forwarding/adapters/open311/adapter';
import { makeOutsideHttp } from '../../src/forwarding/outside/makeOutsideHttp';
import { caseInput, contractContext } from '../forwarding/adapters/contractData';
import { type Api, startApi } from '../support/api';
import { afterUndo, handle } from '../support/reports';
import { KEY } from './outsider';

/** A neighbouring town runs this program too: it forwards to our Open311 server and follows what becomes of it. */
describe('the adapter of this program, at the server of this program', () => {
  let api: Api;
  const http = () => makeOutsideHttp({ allowHosts: [new URL(api.base).host] });
  let calls: ReturnType<typeof http>;
  beforeAll(async () => {
    api = await startApi();
    calls = http();
  });
  afterAll(async () => {
    await calls.close();
    await api.close();
  });

  test.each(['xml', 'json'] as const)(
    'opens one request for one key and follows it to its end, in %s',
    async (format) => {
      const destination = adapter.make(
        adapter.settings.parse({
          endpoint: `${api.base}/open311/v2`,
          format,
          apiKey: KEY,
          services: {
            groups: Object.fromEntries(categoryGroups.map((code) => [code, { code, attributes: {} }])),
          },
          keyAttribute: 'fixmystreet_id',
          lookUp: { by: 'repeat' },
          takesUpdates: true,
        }),
        contractContext('neighbour', calls, { now: () => api.clock.now() }),
      );
      const input = caseInput({
        words: '盖子<b>裂</b>了 & 🚧',
        photos: [],
        place: {
          point: { longitude: 120.7592, latitude: 30.76478, datum: 'gcj02' },
          address: '吉丽街 86 号门口',
          source: 'map',
          cells: [],
        },
      });
      const from = api.clock.now();
      const delivery = await destination.open(input);
      if (delivery.outcome !== 'accepted' || !delivery.caseNumber) throw new Error(JSON.stringify(delivery));
      expect(await destination.open({ ...input, words: 'again' })).toEqual(delivery);
      await afterUndo(api);
      await handle(api, delivery.caseNumber);
      await api.settle();
      const told = (await destination.poll?.({ from, to: api.clock.now() })) ?? [];
      const mine = told.filter(({ caseNumber }) => caseNumber === delivery.caseNumber);
      expect(mine.map(({ action }) => action)).toEqual(['accept', 'accept', 'file', 'file', 'start', 'feedback']);
      expect(mine.at(-1)?.photoAddresses?.length).toBe(1);
    },
  );
});

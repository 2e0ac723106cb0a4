import { type Endpoint, pathOf } from '@jierong/shared/endpoint';
import { allEndpoints } from '@jierong/shared/endpoints/all';
import { cases } from '@jierong/shared/endpoints/cases';
import { routes } from '../../src/routes';
import { desk, here } from '../support/reports';
import { anonymousReporter, leaksIn, type MarkedData, reporter, startMarked, supporter } from './markedData';

/**
 * Every person's identity is a marked string; every endpoint is asked as every role, with every id there is; and no mark
 * may be where it must not be. A new endpoint is in this walk by being in `allEndpoints`.
 */
let marked: MarkedData;
beforeAll(async () => {
  marked = await startMarked();
});
afterAll(() => marked.api.close());

/** Inputs that reach as much as a caller can: every id in turn for whatever is asked by id. */
function inputsFor(name: string): Record<string, unknown>[] {
  const all = Object.values(marked.ids);
  switch (name) {
    case 'reports.list':
      return [{ limit: 50 }, { longitude: here.longitude, latitude: here.latitude, radius: 2000 }, { text: '纸箱' }];
    case 'reports.map':
      return [{ west: 120.6, east: 121, south: 30.6, north: 30.9 }];
    case 'reports.duplicates':
      return [{ group: 'road', longitude: here.longitude, latitude: here.latitude }];
    case 'comments.list':
      return [{ reportId: marked.ids.report }, { proposalId: marked.ids.proposal }];
    case 'cases.list':
      return ['mine', 'all', 'open'].map((view) => ({ view, limit: 50 }));
    case 'forwarding.list':
      return [{ view: 'held' }, { view: 'waiting' }];
    case 'units.result':
      return [{ id: 'demo-unit-roads' }];
    case 'places.find':
      return [{ longitude: here.longitude, latitude: here.latitude }];
    case 'categories.search':
      return [{ text: '井盖' }];
    default:
      return [{}, ...all.map((id) => ({ id })), ...all.map((reportId) => ({ reportId }))];
  }
}

test('every endpoint has a handler, once', () => {
  const handled = routes.map((r) => r.endpoint.name).sort();
  expect(handled).toEqual(allEndpoints.map((e) => e.name).sort());
});

const AT_ONCE = 8;

test('read as every role, no answer holds a mark of who reported, supported or owns a phone', async () => {
  const asks = allEndpoints
    .filter((e) => e.method === 'GET' && e.name !== 'sessions.options')
    .flatMap((endpoint) =>
      [undefined, ...marked.roles].flatMap((personId) =>
        inputsFor(endpoint.name).map((input) => ({ endpoint, personId, input })),
      ),
    );
  expect(asks.length).toBeGreaterThan(1000);
  for (let i = 0; i < asks.length; i += AT_ONCE) await Promise.all(asks.slice(i, i + AT_ONCE).map(walk));
});

async function walk({
  endpoint,
  personId,
  input,
}: {
  endpoint: Endpoint;
  personId: string | undefined;
  input: Record<string, unknown>;
}): Promise<void> {
  const { api } = marked;
  const headers: Record<string, string> = personId ? { Authorization: `Bearer ${await api.token(personId)}` } : {};
  const answer = await api.raw(`${pathOf(endpoint)}?${new URLSearchParams(input as Record<string, string>)}`, {
    headers,
  });
  const body = await answer.text();
  expect([endpoint.name, answer.status < 500]).toEqual([endpoint.name, true]);
  const leaked = leaksIn(body, endpoint.name, personId, ['demo-merchant-1']);
  expect({ endpoint: endpoint.name, as: personId, leaked }).toEqual({
    endpoint: endpoint.name,
    as: personId,
    leaked: [],
  });
}

test('the case desk never learns who reported, not even by an id', async () => {
  const body = JSON.stringify(await marked.api.call(cases.info, { id: marked.ids.case ?? '' }, desk.lead));
  for (const personId of [reporter, anonymousReporter, supporter]) expect(body).not.toContain(personId);
});

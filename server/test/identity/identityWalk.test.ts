import { type Endpoint, pathOf } from '@jierong/shared/endpoint';
import { allEndpoints } from '@jierong/shared/endpoints/all';
import { cases } from '@jierong/shared/endpoints/cases';
import { claims } from '@jierong/shared/endpoints/claims';
import { ratings } from '@jierong/shared/endpoints/ratings';
import { reports } from '@jierong/shared/endpoints/reports';
import { comments, proposals } from '@jierong/shared/endpoints/talk';
import { PersonModel } from '../../src/modules/people/model';
import { routes } from '../../src/routes';
import { type Api, startApi } from '../support/api';
import { afterUndo, caseOf, desk, handle, here, seen, send } from '../support/reports';

/**
 * Every person's identity is a marked string; every endpoint is asked as every role, with every id there is; and no mark
 * may be where it must not be. A new endpoint is in this walk by being in `allEndpoints`.
 */
let api: Api;
let roles: string[];
let ids: Record<string, string>;

const secret = (personId: string, what: string): string => `SECRET-${what}-${personId}`;
const reporter = 'demo-resident-1';
const anonymousReporter = 'demo-resident-2';
const supporter = 'demo-volunteer-2';

beforeAll(async () => {
  api = await startApi();
  const people = await PersonModel.find({}).select('_id role nickname').lean();
  for (const { _id, role } of people) {
    await PersonModel.updateOne(
      { _id },
      {
        $set: {
          phone: secret(_id, 'phone'),
          openidHash: secret(_id, 'openid'),
          ...(staffMayBeNamed(role) ? {} : { nickname: secret(_id, 'name') }),
        },
      },
    );
  }
  roles = [...new Map(people.map((p) => [p.role, p._id])).values()].sort();
  ids = await makeData();
});
afterAll(() => api.close());

const staffMayBeNamed = (role: string): boolean =>
  ['gridOfficer', 'squadronLead', 'departmentStaff', 'bureauLead'].includes(role);

/** One report on each way, with everything people can leave on it. */
async function makeData(): Promise<Record<string, string>> {
  const open = await send(api, anonymousReporter, { anonymous: true });
  await afterUndo(api);
  await api.call(reports.support, { id: open.id }, supporter);
  const comment = await api.call(comments.add, { reportId: open.id, words: '我也常走这里' }, 'demo-merchant-1');
  const proposal = await api.call(
    proposals.add,
    { reportId: open.id, title: '先围起来', why: '免得再有人绊倒' },
    'demo-merchant-1',
  );
  await api.call(proposals.vote, { id: proposal.id, choice: 'for' }, supporter);
  await handle(api, open.id);
  const now = await seen(api, open.id, anonymousReporter);
  await api.call(reports.confirm, { id: open.id, version: now.version }, anonymousReporter);
  await api.call(
    ratings.add,
    { reportId: open.id, speed: 4, quality: 4, manner: 4, satisfaction: 'satisfied', words: '平了' },
    anonymousReporter,
  );

  const disputed = await send(api, anonymousReporter, { anonymous: true, words: '路面又裂开一条缝' });
  await afterUndo(api);
  await handle(api, disputed.id);
  const resolved = await seen(api, disputed.id, anonymousReporter);
  await api.call(
    reports.dispute,
    {
      id: disputed.id,
      version: resolved.version,
      reason: '没有补完',
      photos: [await api.uploadPhoto(anonymousReporter)],
    },
    anonymousReporter,
  );

  const offered = await send(api, anonymousReporter, { anonymous: true, group: 'clutter', words: '门口堆着纸箱' });
  await afterUndo(api);
  const offer = await seen(api, offered.id, 'demo-merchant-2');
  await api.call(claims.take, { id: offered.id, version: offer.version }, 'demo-merchant-2');

  const waiting = await send(api, anonymousReporter, { anonymous: true, words: '广告群发 看这里' });
  await afterUndo(api);
  await api.settle();
  const record = await caseOf(api, open.id, desk.acceptor);
  return {
    report: open.id,
    disputed: disputed.id,
    offered: offered.id,
    waiting: waiting.id,
    case: record.id,
    proposal: proposal.id,
    comment: comment.id,
  };
}

/** Inputs that reach as much as a caller can: every id in turn for whatever is asked by id. */
function inputsFor(name: string): Record<string, unknown>[] {
  const all = Object.values(ids);
  switch (name) {
    case 'reports.list':
      return [{ limit: 50 }, { longitude: here.longitude, latitude: here.latitude, radius: 2000 }, { text: '纸箱' }];
    case 'reports.map':
      return [{ west: 120.6, east: 121, south: 30.6, north: 30.9 }];
    case 'reports.duplicates':
      return [{ group: 'road', longitude: here.longitude, latitude: here.latitude }];
    case 'comments.list':
      return [{ reportId: ids.report }, { proposalId: ids.proposal }];
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
      [undefined, ...roles].flatMap((personId) =>
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
  const headers: Record<string, string> = personId ? { Authorization: `Bearer ${await api.token(personId)}` } : {};
  const answer = await api.raw(`${pathOf(endpoint)}?${new URLSearchParams(input as Record<string, string>)}`, {
    headers,
  });
  const body = await answer.text();
  expect([endpoint.name, answer.status < 500]).toEqual([endpoint.name, true]);
  const marks = [...new Set(body.match(/SECRET-[a-z]+-[a-z0-9-]+/g) ?? [])];
  const hidden = [anonymousReporter, supporter].filter((person) => person !== personId && body.includes(`"${person}"`));
  const leaked = [...marks.filter((mark) => !mayBeSeen(mark, endpoint.name, personId)), ...hidden];
  expect({ endpoint: endpoint.name, as: personId, leaked }).toEqual({
    endpoint: endpoint.name,
    as: personId,
    leaked: [],
  });
}

/** One's own name, and names people put in front of their own words. */
function mayBeSeen(mark: string, endpoint: string, personId: string | undefined): boolean {
  const [, what, owner] = /^SECRET-([a-z]+)-(.+)$/.exec(mark) ?? [];
  if (what !== 'name') return false;
  if (owner === personId && endpoint === 'sessions.info') return true;
  const spoken = ['comments.list', 'proposals.list', 'proposals.info'].includes(endpoint);
  return spoken && owner === 'demo-merchant-1';
}

test('the case desk never learns who reported, not even by an id', async () => {
  const body = JSON.stringify(await api.call(cases.info, { id: ids.case ?? '' }, desk.lead));
  for (const personId of [reporter, anonymousReporter, supporter]) expect(body).not.toContain(personId);
});

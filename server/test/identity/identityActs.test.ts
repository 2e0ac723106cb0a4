import { type Endpoint, pathOf } from '@jierong/shared/endpoint';
import { allEndpoints } from '@jierong/shared/endpoints/all';
import mongoose from 'mongoose';
import { leaksIn, type MarkedData, startMarked } from './markedData';

/**
 * The walk of all acts: every POST as every role on every id, with complete inputs and the version that holds, so that
 * many go through. Whether done or refused, no answer tells who somebody is.
 */
let marked: MarkedData;
beforeAll(async () => {
  marked = await startMarked();
});
afterAll(() => marked.api.close());

const acts = allEndpoints.filter((e) => e.method === 'POST' && !e.name.startsWith('sessions.'));

/** A plausible value for a field of any act, by its name. */
function sampleOf(field: string, id: string, version: number, photo: string): unknown {
  const values: Record<string, unknown> = {
    id,
    reportId: id,
    ids: [id],
    version,
    unitId: 'demo-unit-roads',
    limit: { value: 4, unit: 'workingHour' },
    caseNumber: 'HAND-0001',
    choice: 'for',
    uphold: true,
    grant: true,
    show: true,
    kind: 'comment',
    speed: 5,
    quality: 5,
    manner: 5,
    satisfaction: 'satisfied',
    words: '走过去看了一下',
    title: '再看一眼',
    why: '免得又坏了',
    note: '写一句话',
    anonymous: true,
  };
  if (field === 'photos') return [photo];
  if (field === 'reason') return 'other';
  return values[field];
}

/** Bodies of an act: photos are keys in one half of the contract and references in the other. */
function bodiesOf(endpoint: Endpoint, id: string, version: number, photo: string): Record<string, unknown>[] {
  const fields = Object.keys((endpoint.input._zod.def as unknown as { shape: object }).shape);
  const body = Object.fromEntries(
    fields.map((field) => [field, sampleOf(field, id, version, photo)]).filter(([, value]) => value !== undefined),
  );
  const withKeys = endpoint.input.safeParse(body).success;
  return [withKeys || !('photos' in body) ? body : { ...body, photos: [{ key: photo, view: 'far' }] }];
}

async function versionOf(id: string): Promise<number> {
  for (const name of ['reports', 'cases']) {
    const found = await mongoose.connection.db
      ?.collection(name)
      .findOne({ _id: id as never }, { projection: { version: 1 } });
    if (found) return Number(found.version);
  }
  return 1;
}

test('done as every role, no act answers with a mark of another person', async () => {
  const { api, roles, ids } = marked;
  let done = 0;
  for (const personId of roles) {
    const photo = await api.uploadPhoto(personId);
    const headers = { Authorization: `Bearer ${await api.token(personId)}`, 'Content-Type': 'application/json' };
    for (const endpoint of acts)
      for (const id of Object.values(ids))
        for (const body of bodiesOf(endpoint, id, await versionOf(id), photo)) {
          const key = `${personId}-${endpoint.name}-${id}`.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 64);
          const answer = await api.raw(pathOf(endpoint), {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { ...headers, 'Idempotency-Key': key },
          });
          const text = await answer.text();
          if (answer.ok) done += 1;
          expect([endpoint.name, personId, answer.status < 500]).toEqual([endpoint.name, personId, true]);
          const leaked = leaksIn(text, endpoint.name, personId, ['demo-merchant-1', ...roles]);
          expect({ endpoint: endpoint.name, as: personId, leaked }).toEqual({
            endpoint: endpoint.name,
            as: personId,
            leaked: [],
          });
        }
    await api.settle();
  }
  expect(done).toBeGreaterThan(50);
});

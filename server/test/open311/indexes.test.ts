import mongoose from 'mongoose';
import { type Api, startApi } from '../support/api';
import { listen, scans } from '../support/askedQueries';
import { KEY, outsider } from './outsider';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('no question of the Open311 server reads a whole collection', async () => {
  const out = outsider(api);
  const id = await out.file({ 'attribute[fixmystreet_id]': '1' });
  await api.settle();
  const asked = listen();
  const span = { start_date: '2026-11-01T00:00:00Z', end_date: '2026-11-30T00:00:00Z' };
  for (const query of [
    {},
    span,
    { service_code: 'road,lamp' },
    { status: 'open' },
    { status: 'closed', service_code: 'road' },
    { updated_after: '2026-11-01T00:00:00Z' },
    { updated_after: '2026-11-01T00:00:00Z', status: 'open', service_code: 'road' },
    { bbox: '30.7,120.7,30.8,120.8' },
    { bbox: '10,100,50,130' },
    { page_size: '1', page: '2' },
    { service_request_id: id },
  ])
    await out.get('requests.json', query as Record<string, string>);
  await out.get('servicerequestupdates.json', span);
  await out.file({ 'attribute[fixmystreet_id]': '1' });
  await out.file({ 'attribute[fixmystreet_id]': '2' });
  await out.post('servicerequestupdates.json', {
    api_key: KEY,
    service_request_id: id,
    update_id: '1',
    description: '一',
  });
  asked.stop();
  const questions = asked.questions.filter(({ collection }) =>
    ['reports', 'comments', 'open311Keys', 'media'].includes(collection),
  );
  expect(questions.length).toBeGreaterThan(20);
  expect(await scans(questions)).toEqual([]);
});

test('spans of time are read by an index of that time, not through all that is published', async () => {
  const out = outsider(api);
  const span = { start_date: '2026-11-23T00:00:00Z', end_date: '2026-11-23T12:00:00Z' };
  const usedBy = async (ask: () => Promise<unknown>): Promise<unknown[]> => {
    const asked = listen();
    await ask();
    asked.stop();
    const used = [];
    for (const { collection, filter, sort } of asked.questions) {
      const plan = await mongoose.connection.collection(collection).find(filter).sort(sort).explain('queryPlanner');
      used.push(/"indexName":"([^"]+)"/.exec(JSON.stringify(plan))?.[1]);
    }
    return used;
  };
  expect(await usedBy(() => out.get('requests.json', span))).toEqual(['published_1_createdAt_-1__id_-1']);
  expect(await usedBy(() => out.get('requests.json', { updated_after: '2026-11-23T00:00:00Z' }))).toEqual([
    'published_1_updatedAt_-1__id_-1',
  ]);
  const bySteps = await usedBy(() => out.get('servicerequestupdates.json', span));
  expect(new Set(bySteps)).toEqual(new Set(['published_1_timeline.at_1']));
});

import { reports } from '@jierong/shared/endpoints/reports';
import { type Api, startApi } from '../support/api';
import { afterUndo, desk, handle, send } from '../support/reports';
import { LAT, LONG, outsider, rowsOf } from './outsider';

const DAY = 86_400_000;
const REPORTER = 'demo-resident-1';
let api: Api;
let out: ReturnType<typeof outsider>;
/** A lamp from the app, a road handled, a road waiting, in this order, a day apart. */
let lamp: string;
let handled: string;
let waiting: string;
beforeAll(async () => {
  api = await startApi();
  out = outsider(api);
  lamp = (await send(api, REPORTER, { group: 'lamp', words: '路灯不亮，走路看不清' })).id;
  await afterUndo(api);
  api.clock.advance(DAY);
  handled = await out.file();
  await api.settle();
  await handle(api, handled);
  api.clock.advance(DAY);
  waiting = await out.file({ lat: '30.7645', long: '120.7558' });
  await api.settle();
});
afterAll(() => api.close());

const idsOf = async (query: Record<string, string>): Promise<string[]> =>
  rowsOf(await out.get('requests.json', query)).map((row) => String(row.service_request_id));

describe('GET requests', () => {
  test('gives the newest first, the same in XML and JSON', async () => {
    expect(await idsOf({})).toEqual([waiting, handled, lamp]);
    const xml = rowsOf(await out.get('requests.xml')).map((row) => row.service_request_id);
    expect(xml).toEqual([waiting, handled, lamp]);
  });

  test('filters by service, status, time of coming, time of change, and place', async () => {
    expect(await idsOf({ service_code: 'lamp' })).toEqual([lamp]);
    expect(await idsOf({ service_code: 'lamp,road', status: 'open' })).toEqual([waiting, lamp]);
    expect(await idsOf({ status: 'closed' })).toEqual([handled]);
    expect(await idsOf({ status: 'open,closed' })).toHaveLength(3);
    expect(await idsOf({ start_date: '2026-11-24T00:00:00Z', end_date: '2026-11-24T23:00:00+08:00' })).toEqual([
      handled,
    ]);
    expect(await idsOf({ updated_after: '2026-11-25T00:00:00Z' })).toEqual([waiting]);
    expect(await idsOf({ updated_before: '2026-11-23T12:00:00Z', end_date: '2026-11-26T00:00:00Z' })).toEqual([lamp]);
    expect(await idsOf({ bbox: '30.7640,120.7550,30.7650,120.7570' })).toEqual([waiting]);
  });

  test('takes a zone whose plus sign was not escaped', async () => {
    const answer = await out.ask(
      'requests.json?start_date=2026-11-24T08:00:00+08:00&end_date=2026-11-24T23:00:00+08:00',
    );
    expect(rowsOf(answer).map((row) => row.service_request_id)).toEqual([handled]);
  });

  test('gives pages', async () => {
    expect(await idsOf({ page_size: '2' })).toEqual([waiting, handled]);
    expect(await idsOf({ page_size: '2', page: '2' })).toEqual([lamp]);
    expect(await idsOf({ page_size: '2', page: '3' })).toEqual([]);
  });

  test('named ids override the rest, and unknown ones are left out', async () => {
    expect((await idsOf({ service_request_id: `${lamp},nothing,${handled}`, status: 'open' })).sort()).toEqual(
      [lamp, handled].sort(),
    );
  });

  test('gives the place in WGS-84, to a hand’s breadth', async () => {
    const [row] = rowsOf(await out.get(`requests/${handled}.json`));
    expect(Number(row?.lat)).toBeCloseTo(Number(LAT), 5);
    expect(Number(row?.long)).toBeCloseTo(Number(LONG), 5);
    const [far] = rowsOf(await out.get(`requests/${lamp}.json`));
    expect(Number(far?.lat)).not.toBeCloseTo(30.76478, 4); // what is stored is GCJ-02
  });

  test('writes Chinese, markup and what XML cannot hold so that any reader gets it', async () => {
    const { text, type } = await out.get(`requests/${handled}.xml`);
    expect(type).toBe('text/xml; charset=utf-8');
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>/);
    expect(text).toContain('<description>人行道的砖松了 &lt;b&gt;&amp;&quot;小心&quot;</description>');
  });
});

describe('what is not public', () => {
  test('of a report from the app nothing is told until it is published', async () => {
    const { id } = await send(api, REPORTER, { words: '刚刚拍的' });
    expect((await out.get(`requests/${id}.xml`)).status).toBe(404);
    expect(await idsOf({ service_request_id: id })).toEqual([]);
    expect((await out.get(`tokens/${id}.json`)).status).toBe(404);
  });

  test('of a request that waits for review its sender is told that it waits, and nothing else', async () => {
    const id = await out.file({ description: '广告群发 找我' });
    await api.settle();
    const answer = await out.get(`requests/${id}.json`);
    expect(rowsOf(answer)[0]).toMatchObject({
      service_request_id: id,
      status: 'open',
      status_notes: '已收到，等待人工审核，暂不公开',
      description: null,
      address: null,
      lat: null,
      long: null,
      media_url: null,
    });
    expect(await idsOf({})).not.toContain(id);
    expect(rowsOf(await out.get('servicerequestupdates.json')).map((row) => row.service_request_id)).not.toContain(id);
  });

  test('nothing says who reported, supported, or handled as a person', async () => {
    await api.call(reports.support, { id: handled }, 'demo-volunteer-2');
    for (const path of ['requests.xml', 'requests.json', `requests/${lamp}.xml`, 'servicerequestupdates.xml']) {
      const { text } = await out.get(path, { start_date: '2026-11-22T00:00:00Z', end_date: '2026-11-26T00:00:00Z' });
      for (const personId of [REPORTER, 'demo-volunteer-2', desk.roads, desk.acceptor])
        expect(text).not.toContain(personId);
      expect(text).not.toMatch(/email|phone|first_name|last_name|account_id|reporter/);
    }
  });
});

describe('services, discovery and jurisdictions', () => {
  test('the dozen plain groups are the services, under broad headings', async () => {
    const rows = rowsOf(await out.get('services.xml'));
    expect(rows).toHaveLength(12);
    expect(rows.find((row) => row.service_code === 'waste')).toMatchObject({
      service_name: '垃圾保洁',
      group: '环境卫生',
    });
  });

  test('a definition lists the official codes of its group', async () => {
    const { body } = await out.get('services/waste.json');
    const [official, outside] = (body as { attributes: { code: string; values: { key: string }[] }[] }).attributes;
    expect(official?.code).toBe('official_code');
    expect(official?.values.map(({ key }) => key)).toContain('event-06010');
    expect(outside?.code).toBe('fixmystreet_id');
  });

  test('the jurisdiction may be named; another one is not found', async () => {
    expect((await out.get('services.json', { jurisdiction_id: '330402' })).status).toBe(200);
    const answer = await out.get('requests.xml', { jurisdiction_id: 'elsewhere.example' });
    expect(answer.status).toBe(404);
    expect(rowsOf(answer)).toEqual([{ code: '404', description: 'jurisdiction_id: not found' }]);
  });

  test('discovery leads back to this endpoint', async () => {
    const { body } = await out.get('discovery.json');
    const [endpoint] = (body as { endpoints: { url: string; type: string }[] }).endpoints;
    expect(endpoint).toMatchObject({ url: `${api.base}/open311/v2`, type: 'test' });
  });
});

import mongoose from 'mongoose';
import { type Api, startApi } from '../support/api';
import { KEY, LAT, LONG, outsider, rowsOf } from './outsider';

let api: Api;
let out: ReturnType<typeof outsider>;
beforeAll(async () => {
  api = await startApi();
  out = outsider(api);
});
afterAll(() => api.close());

const FORM = 'application/x-www-form-urlencoded';
const post = (body: string | Uint8Array, type = FORM, path = 'requests.xml') =>
  out.ask(path, { method: 'POST', headers: { 'Content-Type': type }, body: body as string });
const form = (more: Record<string, string>) =>
  new URLSearchParams({
    api_key: KEY,
    service_code: 'road',
    lat: LAT,
    long: LONG,
    description: '一',
    ...more,
  }).toString();

/** Refused with this status, every error with this parameter named first. */
async function refusal(answer: ReturnType<typeof post>, status: number, ...parameters: string[]): Promise<void> {
  const { status: was, type, text, body } = await answer;
  expect({ was, text }).toEqual({ was: status, text });
  expect(type).toMatch(/^(text\/xml|application\/json); charset=utf-8$/);
  const sentences = rowsOf({ status: was, type, text, body }).map((row) => String(row.description));
  expect(sentences.map((sentence) => sentence.split(':')[0])).toEqual(parameters);
}

const bomb = (() => {
  const nested = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
  return `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">${nested}]><r>&e9;</r>`;
})();

describe('a POST that cannot be right', () => {
  afterEach(async () => {
    for (const name of ['reports', 'comments', 'media'])
      expect([name, await mongoose.connection.collection(name).countDocuments()]).toEqual([name, 0]);
  });

  test('in another language than a form is refused unread: an entity bomb, JSON, text, nothing', async () => {
    for (const type of ['text/xml', 'application/xml', 'application/json', 'text/plain'])
      await refusal(post(bomb, type), 400, 'Content-Type');
    await refusal(out.ask('requests.json', { method: 'POST' }), 400, 'Content-Type');
  });

  test('that is not UTF-8 is refused', async () => {
    await refusal(post(form({}), `${FORM}; charset=gbk`), 400, 'Content-Type');
    await refusal(post(`${form({})}&description=%C2%B7%D6%ff`), 400, 'description');
    await refusal(post(`${form({})}&description=%zz`), 400, 'description');
    await refusal(post(Buffer.concat([Buffer.from(form({})), Buffer.from([0xff, 0xfe])])), 400, 'body');
    await refusal(post(form({ description: 'a\u0000b' })), 400, 'description');
  });

  test('that is too large or too many is refused, and its connection answered', async () => {
    await refusal(post(form({ description: 'x'.repeat(200_000) })), 413, 'body');
    await refusal(post(`${form({})}${'&a=1'.repeat(400)}`), 400, 'parameters');
    await refusal(post(form({ description: '长'.repeat(4001) })), 400, 'description');
    await refusal(post(form({ 'attribute[fixmystreet_id]': '1'.repeat(65) })), 400, 'attribute[fixmystreet_id]');
  });

  test('names every parameter that is missing or broken', async () => {
    await refusal(post(`api_key=${KEY}`), 400, 'service_code', 'lat, long');
    await refusal(post(form({ service_code: 'road-works' })), 404, 'service_code');
    await refusal(post(form({ lat: '', long: LONG })), 400, 'lat');
    await refusal(post(form({ lat: '91' })), 400, 'lat');
    await refusal(post(form({ lat: '0x1E' })), 400, 'lat');
    await refusal(post(form({ lat: '31.2304', long: '121.4737' })), 400, 'lat, long');
    await refusal(post(form({ lat: '', long: '', address_id: '7' })), 400, 'address_id');
    await refusal(post(form({ lat: '', long: '', address_string: '路' })), 400, 'address_string');
    await refusal(post(form({ 'attribute[official_code]': 'event-99999' })), 400, 'attribute[official_code]');
    await refusal(post(form({ media_url: 'file:///etc/passwd', lat: 'x' })), 400, 'lat', 'media_url');
    await refusal(post(`${form({})}&lat=30`), 400, 'lat');
    await refusal(post(form({ jurisdiction_id: 'elsewhere' })), 404, 'jurisdiction_id');
  });

  test('of an update as well', async () => {
    const update = (more: Record<string, string>) =>
      post(new URLSearchParams({ api_key: KEY, ...more }).toString(), FORM, 'servicerequestupdates.json');
    await refusal(update({ service_request_id: 'x' }), 400, 'description');
    await refusal(update({ description: '一' }), 400, 'service_request_id');
    await refusal(update({ description: '一', service_request_id: 'x' }), 404, 'service_request_id');
    await refusal(update({ description: '一', status: 'DELETED' }), 400, 'status');
    await refusal(update({ description: '一', updated_datetime: '23/11/2026' }), 400, 'updated_datetime');
    await refusal(update({ description: '一', update_id: 'x'.repeat(101) }), 400, 'update_id');
  });

  test('with parts that are cut off or no photos takes nothing that is none', async () => {
    const type = 'multipart/form-data; boundary=b';
    await refusal(
      post('--b\r\nContent-Disposition: form-data; name="api_key"\r\n\r\nwrong\r\n--b--', type),
      403,
      'api_key',
    );
    await refusal(post('nothing of the kind', type), 400, 'body');
  });

  test('with photos, by who has no key, is refused before the photos are read', async () => {
    const parts = new FormData();
    parts.set('api_key', 'wrong');
    for (let i = 0; i < 6; i++) parts.set(`photo${i}`, new Blob([new Uint8Array(2_000_000)]), `${i}.jpeg`);
    await refusal(out.ask('requests.xml', { method: 'POST', body: parts }), 403, 'api_key');
    parts.set('api_key', KEY);
    await refusal(out.ask('requests.json', { method: 'POST', body: parts }), 400, 'service_code', 'lat, long');
    parts.set('photo0', new Blob([new Uint8Array(10_500_000)]), '0.jpeg');
    await refusal(out.ask('requests.json', { method: 'POST', body: parts }), 413, 'photo0');
  });
});

describe('a GET that cannot be right', () => {
  const ask = (path: string) => out.ask(path);

  test('names the parameter', async () => {
    await refusal(ask('requests.xml?start_date=2026-11-23'), 400, 'start_date');
    await refusal(ask('requests.xml?end_date=2026-02-30T00:00:00Z'), 400, 'end_date');
    await refusal(ask('requests.xml?start_date=2026-11-23T25:00:00Z'), 400, 'start_date');
    await refusal(
      ask('requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z'),
      400,
      'start_date, end_date',
    );
    await refusal(ask('requests.json?start_date=2026-11-02T00:00:00Z&end_date=2026-11-01T00:00:00Z'), 400, 'end_date');
    await refusal(ask('requests.json?updated_after=now'), 400, 'updated_after');
    await refusal(ask('requests.json?status=new'), 400, 'status');
    await refusal(ask('requests.json?service_code=road,none'), 404, 'service_code');
    await refusal(ask('requests.json?bbox=1,2,3'), 400, 'bbox');
    await refusal(ask('requests.json?bbox=31,120,30,121'), 400, 'bbox');
    await refusal(ask('requests.json?page=0'), 400, 'page');
    await refusal(ask('requests.json?page_size=1001'), 400, 'page_size');
    await refusal(ask('requests.json?page=21'), 400, 'page');
    await refusal(ask('requests.json?status=open&status=%ff'), 400, 'status');
    await refusal(ask('servicerequestupdates.xml?start_date=x&end_date=y'), 400, 'start_date');
  });

  test('is told in the format it asked for; in XML when it asked for none', async () => {
    await refusal(ask('requests/nothing.json'), 404, 'service_request_id');
    await refusal(ask('tokens/nothing.xml'), 404, 'token');
    await refusal(ask('services/nothing.json'), 404, 'service_code');
    await refusal(ask('nothing.json'), 404, 'resource');
    await refusal(ask('services'), 400, 'format');
    await refusal(ask('services.yaml'), 400, 'format');
    await refusal(out.ask('services.xml', { method: 'DELETE' }), 405, 'method');
  });
});

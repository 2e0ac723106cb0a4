import { createHash } from 'node:crypto';
import { review } from '@jierong/shared/endpoints/review';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { OutsideFailure } from '../../src/forwarding/outside/http';
import { MediaModel } from '../../src/modules/media/model';
import { findReport } from '../../src/modules/reports/queries';
import { makeKey, revokeKey } from '../../src/open311/keys/keys';
import { type Api, startApi } from '../support/api';
import { seen } from '../support/reports';
import { KEY, LAT, LONG, outsider, rowsOf } from './outsider';

/** A photo whose camera wrote where it was. */
const withExif = (): Promise<Buffer> =>
  sharp({ create: { width: 80, height: 60, channels: 3, background: '#447799' } })
    .withExif({ IFD0: { Copyright: 'EXIF-SECRET' } })
    .jpeg()
    .toBuffer();

let api: Api;
let out: ReturnType<typeof outsider>;
let photo: Buffer;
const fetched: string[] = [];
beforeAll(async () => {
  photo = await withExif();
  api = await startApi({
    change: (services) => {
      services.photoHttp = {
        async call({ url }) {
          fetched.push(url);
          if (url.includes('page')) return { status: 200, headers: {}, body: Buffer.from('<html>') };
          if (url.includes('inside')) throw new OutsideFailure('forbiddenAddress', false, 'the host lies inside');
          return { status: 200, headers: {}, body: photo };
        },
      };
    },
  });
  out = outsider(api);
});
afterAll(() => api.close());

const whole = { api_key: KEY, service_code: 'road', lat: LAT, long: LONG, description: '护栏歪了' };
const postedId = async (fields: Record<string, string>): Promise<string> => {
  const answer = await out.post('requests.json', fields);
  expect({ status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({ status: 200, text: '' });
  return String(rowsOf(answer)[0]?.service_request_id);
};
const reportCount = (): Promise<number> => mongoose.connection.collection('reports').countDocuments();

describe('a request from outside', () => {
  test('becomes an ordinary report: checked, published, forwarded, under the name of its key', async () => {
    const id = await postedId(whole);
    await api.settle();
    expect(await seen(api, id)).toMatchObject({
      state: 'delivered',
      words: '护栏歪了',
      reporter: '开放接口示范',
      category: { code: '06013' },
      demonstration: true,
      asked: 0,
    });
    expect(await findReport(id)).toMatchObject({ source: 'open311:demonstration' }); // what routing goes by
  });

  test('that the content check doubts waits for a moderator like any other', async () => {
    const id = await postedId({ ...whole, description: '广告群发 找我' });
    await api.settle();
    const { items } = await api.call(review.list, { limit: 50 }, 'demo-moderator-1');
    expect(items.map((item) => item.id)).toContain(id);
  });

  test('may name the official code, and a place in words alone', async () => {
    const id = await postedId({
      api_key: KEY,
      service_code: 'waste',
      'attribute[official_code]': 'event-06010',
      address_string: '吉丽街  12 号',
      description: '垃圾没有清',
    });
    await api.settle();
    expect(await seen(api, id)).toMatchObject({
      category: { code: '06010', kind: 'event' },
      place: { address: '吉丽街 12 号', source: 'typed' },
    });
  });

  test('leaves nothing of its sender anywhere', async () => {
    const personal = {
      email: 'SECRET@example.org',
      phone: 'SECRET-13900000000',
      first_name: 'SECRET-first',
      last_name: 'SECRET-last',
      device_id: 'SECRET-device',
      deviceid: 'SECRET-device',
      account_id: 'SECRET-account',
    };
    await postedId({ ...whole, ...personal });
    await api.settle();
    for (const { name } of (await mongoose.connection.db?.listCollections().toArray()) ?? []) {
      const stored = await mongoose.connection.collection(name).find({}).toArray();
      expect({ name, leaked: JSON.stringify(stored).includes('SECRET') }).toEqual({ name, leaked: false });
    }
  });

  test('sent again under one fixmystreet_id is the first one, even ten at once and in other words', async () => {
    const before = await reportCount();
    const fields = { ...whole, 'attribute[fixmystreet_id]': '4711' };
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, i) => postedId({ ...fields, description: `护栏歪了 ${i % 3}` })),
    );
    expect(new Set([...ids, await postedId({ ...fields, lat: '1', service_code: 'x' })]).size).toBe(1);
    expect(await reportCount()).toBe(before + 1);
  });

  test('of another key with the same fixmystreet_id is another one', async () => {
    const wishes = { name: '别的系统', scopes: ['report' as const], ratePerMinute: 60 };
    const { key } = await makeKey(wishes, api.clock.now());
    const ours = await postedId({ ...whole, 'attribute[fixmystreet_id]': '12' });
    expect(await postedId({ ...whole, api_key: key, 'attribute[fixmystreet_id]': '12' })).not.toBe(ours);
  });
});

describe('photos from outside', () => {
  test('are fetched, made anew without what the camera wrote, and shown', async () => {
    const id = await postedId({ ...whole, media_url: 'https://photos.example/1.jpg' });
    await api.settle();
    const [row] = rowsOf(await out.get(`requests/${id}.json`));
    const answer = await fetch(String(row?.media_url));
    expect(answer.headers.get('Content-Type')).toBe('image/jpeg');
    const stored = Buffer.from(await answer.arrayBuffer());
    expect(photo.includes('EXIF-SECRET')).toBe(true);
    expect(stored.includes('EXIF-SECRET')).toBe(false);
    expect((await sharp(stored).metadata()).exif).toBeUndefined();
  });

  test('that cannot be had do not hold the request up, and why is not told', async () => {
    const notices = new Set<unknown>();
    for (const media_url of [
      'https://photos.example/page',
      'http://inside.example/',
      'http://127.0.0.1/x.jpg?inside',
    ]) {
      const answer = await out.post('requests.json', { ...whole, media_url });
      expect(answer.status).toBe(200);
      notices.add(rowsOf(answer)[0]?.service_notice);
    }
    expect([...notices]).toEqual(['已收到。检查通过后公开并转交处置平台。照片没有取到，件已照收。']);
  });

  test('may come along as parts of multipart/form-data', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(whole)) form.set(name, value);
    form.set('photo1', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), '7.0.full.jpeg');
    const answer = await out.ask('requests.xml', { method: 'POST', body: form });
    expect(answer.status).toBe(200);
    const record = await MediaModel.findOne({ owners: 'open311-demonstration' }).lean();
    expect(record?._id).toMatch(/^[a-f0-9]{64}$/);
    expect(record?._id).not.toBe(createHash('sha256').update(photo).digest('hex'));
  });

  test('are not fetched for a request that is refused', async () => {
    fetched.length = 0;
    const answer = await out.post('requests.xml', {
      ...whole,
      service_code: 'x',
      media_url: 'https://photos.example/9.jpg',
    });
    expect(answer.status).toBe(404);
    expect(fetched).toEqual([]);
  });
});

describe('keys', () => {
  test('are needed to write, and stored only as a hash', async () => {
    const { key } = await makeKey({ name: '新系统', scopes: ['report'], ratePerMinute: 60 }, api.clock.now());
    expect(JSON.stringify(await mongoose.connection.collection('open311Keys').find({}).toArray())).not.toContain(key);
    const { api_key: _, ...keyless } = whole;
    for (const fields of [keyless, { ...whole, api_key: 'wrong' }, { ...whole, api_key: '' }]) {
      const answer = await out.post('requests.json', fields);
      expect(answer.status).toBe(403);
      expect(rowsOf(answer)[0]?.description).toMatch(/^api_key/);
    }
  });

  test('do only what their scopes say, and nothing once revoked', async () => {
    const { id, key } = await makeKey({ name: '只报件', scopes: ['report'], ratePerMinute: 60 }, api.clock.now());
    const service_request_id = await postedId({ ...whole, api_key: key });
    await api.settle();
    const update = { api_key: key, service_request_id, description: '再看看' };
    expect((await out.post('servicerequestupdates.xml', update)).status).toBe(403);
    expect(await revokeKey(id, api.clock.now())).toBe(true);
    expect((await out.post('requests.xml', { ...whole, api_key: key })).status).toBe(403);
  });

  test('have each their own rate', async () => {
    const { key } = await makeKey({ name: '慢系统', scopes: ['report'], ratePerMinute: 2 }, api.clock.now());
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await out.post('requests.xml', { ...whole, api_key: key })).status);
    expect(statuses).toEqual([200, 200, 429]);
    await postedId(whole);
  });
});

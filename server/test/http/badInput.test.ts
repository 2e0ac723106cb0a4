import { pathOf } from '@jierong/shared/endpoint';
import { allEndpoints } from '@jierong/shared/endpoints/all';
import { reports } from '@jierong/shared/endpoints/reports';
import { errorStatus } from '@jierong/shared/errors';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { type Api, startApi } from '../support/api';
import { input } from '../support/reports';

let api: Api;
let token: string;
beforeAll(async () => {
  api = await startApi();
  token = await api.token('demo-resident-1');
});
afterAll(() => api.close());

const post = (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  api.raw(path, {
    method: 'POST',
    body,
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'bad-input-key-1',
      ...headers,
    },
  });
const upload = (content: Uint8Array<ArrayBuffer>, name = 'photo'): Promise<Response> => {
  const form = new FormData();
  form.set(name, new Blob([content], { type: 'image/jpeg' }), 'photo.jpg');
  return api.raw('/uploads', { method: 'POST', body: form, headers: { Authorization: `Bearer ${token}` } });
};
const codeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { error: { code: string } }).error.code;

/** How much is stored of everything that people send. */
async function stored(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of ['reports', 'comments', 'proposals', 'votes', 'supports', 'ratings', 'cases', 'media'])
    counts[name] = (await mongoose.connection.db?.collection(name).countDocuments()) ?? 0;
  return counts;
}

const hostile: [string, unknown][] = [
  ['an operator instead of a value', { $gt: '' }],
  ['an array with an operator', [{ $ne: null }]],
  ['a NUL byte', 'a\0b'],
  ['ten thousand characters', 'x'.repeat(10_000)],
  ['nothing', null],
  ['a number', -1],
  ['a nested object', { constructor: { prototype: { admin: true } } }],
];

describe('every POST endpoint', () => {
  test.each(hostile)('refuses %s in every field, by name, and stores nothing', async (_, value) => {
    const before = await stored();
    for (const endpoint of allEndpoints.filter((e) => e.method === 'POST' && e.name !== 'sessions.end')) {
      const fields = Object.keys((endpoint.input._zod.def as unknown as { shape: object }).shape);
      const body = Object.fromEntries(fields.map((field) => [field, value]));
      const answer = await post(pathOf(endpoint), JSON.stringify(body));
      expect([endpoint.name, answer.status < 500]).toEqual([endpoint.name, true]);
      if (!fields.length) continue;
      expect([endpoint.name, answer.status >= 400]).toEqual([endpoint.name, true]);
    }
    expect(await stored()).toEqual(before);
  });

  test('refuses a role, an owner or any other field that is not its own', async () => {
    for (const endpoint of allEndpoints.filter((e) => e.method === 'POST' && e.name !== 'sessions.end')) {
      const answer = await post(pathOf(endpoint), JSON.stringify({ role: 'admin', reporterId: 'demo-admin-1' }));
      const { error } = (await answer.json()) as {
        error: { code: string; data: { issues: { path: string; problem: string }[] } };
      };
      expect([endpoint.name, error.code]).toEqual([endpoint.name, 'invalidInput']);
      expect(error.data.issues).toEqual(
        expect.arrayContaining([
          { path: 'role', problem: 'unknown' },
          { path: 'reporterId', problem: 'unknown' },
        ]),
      );
    }
  });

  test.each([
    ['a list', '[]', 'malformedBody', 400],
    ['half a document', '{"a":', 'malformedBody', 400],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 'malformedBody', 400],
    ['half a megabyte', JSON.stringify({ words: 'x'.repeat(500_000) }), 'bodyTooLarge', 413],
  ] as const)('refuses %s as a body', async (_, body, code, status) => {
    const answer = await post(pathOf(reports.submit), body);
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
  });

  test('refuses another content type', async () => {
    const answer = await post(pathOf(reports.submit), '<a/>', { 'Content-Type': 'application/xml' });
    expect([answer.status, await codeOf(answer)]).toEqual([415, 'unsupportedContentType']);
  });
});

describe('every endpoint that needs a person', () => {
  test('answers 401 without one, and for a token that is worth nothing', async () => {
    for (const endpoint of allEndpoints.filter((e) => e.access === 'signedIn')) {
      const ask = (headers: Record<string, string>) =>
        api.raw(
          pathOf(endpoint),
          endpoint.method === 'GET'
            ? { headers }
            : { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json', ...headers } },
        );
      expect([endpoint.name, (await ask({})).status]).toEqual([endpoint.name, 401]);
      expect([endpoint.name, await codeOf(await ask({ Authorization: `Bearer ${'A'.repeat(43)}` }))]).toEqual([
        endpoint.name,
        'sessionExpired',
      ]);
    }
  });
});

describe('lists', () => {
  test('a forged cursor is named as the bad field', async () => {
    const cursor = Buffer.from('[{"$gt":""},1]').toString('base64url');
    const answer = await api.raw(`${pathOf(reports.list)}?cursor=${cursor}`);
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalidInput', data: { issues: [{ path: 'cursor' }] } },
    });
  });

  test('a query key given twice, or one that is none, is named', async () => {
    const answer = await api.raw(`${pathOf(reports.list)}?limit=1&limit=2&open[$ne]=1`);
    const { error } = (await answer.json()) as { error: { data: { issues: { path: string }[] } } };
    expect(error.data.issues.map((i) => i.path).sort()).toEqual(['limit', 'open[$ne]']);
  });
});

describe('uploads', () => {
  test('what is no picture is refused by name', async () => {
    const answer = await upload(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'notAPicture']);
  });

  test('a picture cut in the middle is no picture', async () => {
    const whole = await sharp({
      create: {
        width: 400,
        height: 400,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 90, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer();
    const answer = await upload(new Uint8Array(whole.subarray(0, whole.length / 2)));
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'notAPicture']);
  });

  test('a small file that unfolds to a giant picture is a bomb', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const answer = await upload(new Uint8Array(bomb));
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'pictureBomb']);
  });

  test('over ten megabytes is too large', async () => {
    const answer = await upload(new Uint8Array(10 * 1024 * 1024 + 1));
    expect([answer.status, await codeOf(answer)]).toEqual([413, 'pictureTooLarge']);
  });

  test('a form without a photo is told so', async () => {
    const answer = await upload(new Uint8Array([1, 2, 3]), 'other');
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'pictureRequired']);
  });

  test('place and time of the shot are told once, and are in no stored file', async () => {
    const shot = await sharp({ create: { width: 80, height: 60, channels: 3, background: 'blue' } })
      .withExif({
        IFD0: { Artist: 'somebody' },
        IFD2: { DateTimeOriginal: '2026:11:23 09:05:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '30/1 45/1 3600/100',
          GPSLongitudeRef: 'E',
          GPSLongitude: '120/1 45/1 3600/100',
        },
      })
      .jpeg()
      .toBuffer();
    const answer = (await (await upload(new Uint8Array(shot))).json()) as {
      key: string;
      taken: { at: string; point: { datum: string; longitude: number } };
    };
    expect(answer.taken).toMatchObject({ at: '2026-11-23T01:05:00.000Z', point: { datum: 'gcj02' } });
    expect(answer.taken.point.longitude).toBeCloseTo(120.764, 2);
    for (const size of ['thumb', 'card', 'full']) {
      const file = Buffer.from(await (await api.raw(`/media/${answer.key}-${size}.jpg`)).arrayBuffer());
      expect((await sharp(file).metadata()).exif).toBeUndefined();
      expect(file.includes('somebody')).toBe(false);
    }
  });
});

test('a good report still goes through after all this', async () => {
  const report = await api.call(reports.submit, input([await api.uploadPhoto('demo-resident-1')]), 'demo-resident-1');
  expect(report.state).toBe('received');
});

test('every error code has a status of its own kind', () => {
  for (const [code, status] of Object.entries(errorStatus))
    expect([code, status >= 400 && status < 600]).toEqual([code, true]);
});

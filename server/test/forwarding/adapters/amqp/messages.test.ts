import { readAnswer } from '../../../../src/forwarding/adapters/amqp/readAnswer';
import { settings } from '../../../../src/forwarding/adapters/amqp/settings';
import { toCaseMessage, toUpdateMessage } from '../../../../src/forwarding/adapters/amqp/toMessage';
import { caseInput, caseUpdate } from '../contractData';

const answer = { caseNumber: '城管-1', at: '2026-11-23T09:00:00+08:00', action: 'file' };
const read = (body: object, properties: { messageId?: string; contentEncoding?: string } = { messageId: 'm-1' }) =>
  readAnswer(Buffer.from(JSON.stringify(body)), { messageId: undefined, contentEncoding: undefined, ...properties });

test('a case as it stands in the message', () => {
  const input = { ...caseInput(), words: '井盖松动', photos: [] };
  const point = { longitude: 120.778, latitude: 30.754, datum: 'wgs84' as const };
  const photos = [{ view: 'far' as const, width: 64, height: 48, address: 'https://photos.example/1.jpg' }];
  expect(toCaseMessage(input, point, photos)).toEqual({
    version: 1,
    message: 'case.open',
    key: input.key,
    title: '吉丽街井盖破损',
    words: '井盖松动',
    group: 'road',
    category: {
      standard: 'GB/T 47678.5',
      edition: '2026',
      kind: 'component',
      majorCode: '01',
      code: '01001',
      name: '上水井盖',
    },
    limit: { value: 4, unit: 'workingHour' },
    place: {
      address: '吉丽街 12 号 & 门口',
      source: 'map',
      road: '吉丽街',
      grid: '示范网格 1-1',
      gridId: 'demo-grid-1',
      point,
    },
    photos,
    supports: 3,
    supervised: false,
    reportedAt: input.reportedAt.toISOString(),
    demonstration: true,
  });
});

test('news as it stands in the message', () => {
  const input = caseInput();
  const update = { ...caseUpdate(input, '城管-1', 'disputed', 'news-1'), reason: '没修好' };
  expect(toUpdateMessage(update, [])).toEqual({
    version: 1,
    message: 'case.update',
    news: 'disputed',
    id: 'news-1',
    key: input.key,
    caseNumber: '城管-1',
    reason: '没修好',
    photos: [],
    supports: 3,
    confirmed: update.confirmed,
    disputed: 1,
    asked: update.asked,
    supervised: false,
  });
});

test('an answer that says all there is', () => {
  const all = {
    ...answer,
    key: 'r1:2',
    eventId: 'e-1',
    seq: 7,
    by: '城南中队',
    unitName: '城南中队',
    reason: '超范围',
    note: '已派人',
    dueAt: '2026-11-23T02:00:00Z',
    sendBacks: 1,
    photos: ['https://city.example/after.jpg'],
    somethingElse: 'is not read',
  };
  const { somethingElse: _, photos: photoAddresses, ...known } = all;
  expect(read(all)).toEqual({
    ok: true,
    answer: {
      ...known,
      at: new Date('2026-11-23T01:00:00Z'),
      dueAt: new Date('2026-11-23T02:00:00Z'),
      photos: [],
      photoAddresses,
    },
  });
});

test('the message id stands for a missing event id, and the time for a missing sequence', () => {
  const at = new Date(answer.at);
  expect(read(answer)).toEqual({
    ok: true,
    answer: { ...answer, at, eventId: 'm-1', seq: at.getTime(), photos: [] },
  });
});

test.each([
  ['an unknown action', { ...answer, action: 'explode' }, 'action: invalid_value'],
  ['no case number', { ...answer, caseNumber: undefined }, 'caseNumber: invalid_type'],
  ['a key that is none of ours', { ...answer, key: '../1' }, 'key: invalid_format'],
  ['a time without its zone', { ...answer, at: '2026-11-23 09:00' }, 'at: invalid_format'],
  ['a sequence below zero', { ...answer, seq: -1 }, 'seq: too_small'],
  ['a photo that lies in a file', { ...answer, photos: ['file:///etc/passwd'] }, 'photos.0: invalid_format'],
  ['words without end', { ...answer, note: 'x'.repeat(2001) }, 'note: too_big'],
  ['a list', [answer], ': invalid_type'],
])('an answer with %s is not read, and the reason names the field', (_, body, reason) => {
  expect(read(body)).toEqual({ ok: false, reason });
});

test('an answer in another encoding is not read', () => {
  expect(read(answer, { messageId: 'm-1', contentEncoding: 'gzip' })).toEqual({
    ok: false,
    reason: 'content encoding is not utf-8',
  });
  expect(read(answer, { messageId: 'm-1', contentEncoding: 'UTF-8' }).ok).toBe(true);
});

test('what was nested without end does not break the reader', () => {
  const deep = Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(readAnswer(deep, { messageId: 'm-1', contentEncoding: undefined }).ok).toBe(false);
});

test('settings: an address of another kind, a name of the broker itself and an unknown field are mistakes', () => {
  const good = { url: 'amqps://u:p@mq.example/city', cases: { queue: 'cases' }, answers: { queue: 'answers' } };
  expect(settings.parse(good)).toMatchObject({ topology: 'declare', datum: 'wgs84', cases: { exchange: '' } });
  const paths = (more: object): string[] | undefined =>
    settings.safeParse({ ...good, ...more }).error?.issues.map(({ path }) => path.join('.'));
  expect(paths({ url: 'https://mq.example' })).toEqual(['url']);
  expect(paths({ cases: { queue: 'amq.rabbitmq.trace' } })).toEqual(['cases.queue']);
  expect(paths({ answers: { queue: 'a b' } })).toEqual(['answers.queue']);
  expect(settings.safeParse({ ...good, prefech: 3 }).success).toBe(false);
});

import { comments } from '@jierong/shared/endpoints/talk';
import { makeKey } from '../../src/open311/keys/keys';
import { type Api, startApi } from '../support/api';
import { handle, seen } from '../support/reports';
import { KEY, outsider, rowsOf } from './outsider';

const HOUR = 3_600_000;
let api: Api;
let out: ReturnType<typeof outsider>;
let handled: string;
let waiting: string;
beforeAll(async () => {
  api = await startApi();
  out = outsider(api);
  handled = await out.file();
  await api.settle();
  api.clock.advance(HOUR);
  await handle(api, handled);
  api.clock.advance(48 * HOUR);
  waiting = await out.file();
  await api.settle();
});
afterAll(() => api.close());

const newsOf = async (query: Record<string, string> = {}, format = 'json') =>
  rowsOf(await out.get(`servicerequestupdates.${format}`, query)).map(({ service_request_id, status }) => [
    service_request_id,
    status,
  ]);
const day = { start_date: '2026-11-23T00:00:00Z', end_date: '2026-11-23T23:00:00Z' };

describe('GET servicerequestupdates', () => {
  const story = [
    'OPEN',
    'INVESTIGATING',
    'INVESTIGATING',
    'ACTION_SCHEDULED',
    'ACTION_SCHEDULED',
    'IN_PROGRESS',
    'FIXED',
  ];

  test('gives the steps of a span in order, in the statuses other programs know', async () => {
    const expected = story.map((status) => [handled, status]);
    expect(await newsOf(day)).toEqual(expected);
    expect(await newsOf(day, 'xml')).toEqual(expected);
    expect(await newsOf({ ...day, start_date: '2026-11-23T02:00:00Z' })).toEqual(expected.slice(2));
  });

  test('without dates gives the last day', async () => {
    expect(new Set((await newsOf()).map(([id]) => id))).toEqual(new Set([waiting]));
  });

  test('names units, shows the words and the photo of a repair', async () => {
    const rows = rowsOf(await out.get('servicerequestupdates.json', day));
    expect(rows.at(-1)).toMatchObject({
      update_id: `${handled}-8`,
      updated_datetime: '2026-11-23T02:01:00Z',
      description: '已处置，等待确认（市政养护所）：砖已重新铺平',
    });
    expect((await fetch(String(rows.at(-1)?.media_url))).status).toBe(200);
  });

  test('gives pages', async () => {
    const first = await newsOf({ ...day, page_size: '4' });
    expect([...first, ...(await newsOf({ ...day, page_size: '4', page: '2' }))]).toEqual(await newsOf(day));
  });
});

describe('POST servicerequestupdates', () => {
  const post = (fields: Record<string, string>, format = 'json') =>
    out.post(`servicerequestupdates.${format}`, { api_key: KEY, service_request_id: handled, ...fields });
  const wordsOn = async (reportId: string) => (await api.call(comments.list, { reportId, limit: 50 })).items;

  test('an update is what the other program says on the report, in its name, with its status in words', async () => {
    const answer = await post(
      { update_id: '81', status: 'REOPEN', description: '砖又松了', first_name: 'SECRET' },
      'xml',
    );
    const id = rowsOf(answer)[0]?.update_id;
    const said = (await wordsOn(handled)).find((comment) => comment.id === id);
    expect(said).toMatchObject({ words: '对方说问题还在：砖又松了', by: '开放接口示范', official: false });
  });

  test('moves no state by itself', async () => {
    const before = await seen(api, handled);
    for (const [i, status] of ['FIXED', 'CLOSED', 'REOPEN'].entries()) await post({ update_id: `9${i}`, status });
    const after = await seen(api, handled);
    expect([after.state, after.disputeOpen, after.version]).toEqual([before.state, before.disputeOpen, before.version]);
  });

  test('a replayed update_id is answered as it was, whatever it says now', async () => {
    const before = (await wordsOn(handled)).length;
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) => post({ update_id: '55', description: `在看了 ${i % 2}` })),
    );
    expect(new Set(answers.map((answer) => rowsOf(answer)[0]?.update_id)).size).toBe(1);
    expect(await wordsOn(handled)).toHaveLength(before + 1);
  });

  test('one update_id of two programs is two updates', async () => {
    const { key } = await makeKey({ name: '别的', scopes: ['update'], ratePerMinute: 60 }, api.clock.now());
    const ours = rowsOf(await post({ update_id: '7', description: '一' }))[0];
    expect(rowsOf(await post({ api_key: key, update_id: '7', description: '二' }))[0]).not.toEqual(ours);
  });

  test('what the content check doubts is held back', async () => {
    const { status, body } = await post({ update_id: '60', description: '广告群发 找我' });
    expect(status).toBe(200);
    const [{ update_id }] = body as [{ update_id: string }];
    expect((await wordsOn(handled)).map((comment) => comment.id)).not.toContain(update_id);
  });

  test('on what is not there, or not public yet, is refused', async () => {
    expect((await post({ service_request_id: 'nothing', description: '一' })).status).toBe(404);
    const held = await out.file({ description: '广告群发 再来' });
    await api.settle();
    const answer = await post({ service_request_id: held, description: '一' });
    expect([answer.status, rowsOf(answer)[0]?.description]).toEqual([
      400,
      'service_request_id: is not public yet; send the update again later',
    ]);
  });
});

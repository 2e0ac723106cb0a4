import { createHmac } from 'node:crypto';
import { loadFieldMap, parseFieldMap } from '../../../../src/forwarding/adapters/webhook/fieldMap';
import { receivePush } from '../../../../src/forwarding/adapters/webhook/receive';
import { sign, signMd5 } from '../../../../src/forwarding/adapters/webhook/signature';
import type { PushedRequest } from '../../../../src/forwarding/port';

const NOW = new Date('2026-11-23T02:00:00Z');
const MINUTE = 60_000;
const keys = [
  { id: 'old', secret: 'the-secret-of-last-year-1' },
  { id: 'new', secret: 'the-secret-of-this-year-2' },
];
const map = loadFieldMap('yuzhong');
const body = { case_id: 'r1:1', case_status: 1, case_msg: '受理', not_pass_reason: '' };

interface Made {
  text?: string | Buffer;
  key?: (typeof keys)[number];
  at?: Date;
  headers?: Record<string, string | undefined>;
  method?: 'GET' | 'POST';
}

/** A push as a platform makes it, but for what a story changes. */
function push(made: Made = {}): PushedRequest {
  const content = Buffer.from(made.text ?? JSON.stringify(body));
  const id = 'event-1';
  const at = made.at ?? NOW;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = made.key ?? keys[1]!;
  const mac = createHmac('sha256', key.secret).update(`${id}.${timestamp}.`).update(content).digest('base64');
  return {
    method: made.method ?? 'POST',
    query: {},
    body: content,
    at: NOW,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-key-id': key.id,
      'webhook-signature': `v1,${mac}`,
      ...made.headers,
    },
  };
}

const outcomeOf = (made?: Made, by = map): string => {
  const pushed = receivePush(by, keys, push(made));
  return pushed.verdict === 'refused' ? `${pushed.reason} ${pushed.reply.status}` : `taken ${pushed.answers.length}`;
};
const withBody = (more: Record<string, unknown>): Made => ({ text: JSON.stringify({ ...body, ...more }) });

describe('a push is taken', () => {
  it('when it is signed with any of the keys, so that a secret can be changed', () => {
    expect([outcomeOf({ key: keys[0]! }), outcomeOf({ key: keys[1]! })]).toEqual(['taken 1', 'taken 1']);
  });

  it('from a sender that names no key, or signs with two', () => {
    expect(outcomeOf({ headers: { 'webhook-key-id': undefined } })).toBe('taken 1');
    const signature = push().headers['webhook-signature'];
    expect(outcomeOf({ headers: { 'webhook-signature': `v1a,x v1,AAAA ${signature}` } })).toBe('taken 1');
  });

  it('up to five minutes early or late', () => {
    expect(outcomeOf({ at: new Date(NOW.getTime() - 5 * MINUTE) })).toBe('taken 1');
    expect(outcomeOf({ at: new Date(NOW.getTime() + 5 * MINUTE) })).toBe('taken 1');
  });

  it('with numbers as numbers or as text', () => {
    expect([outcomeOf(withBody({ case_status: '1' })), outcomeOf(withBody({ case_status: 1 }))]).toEqual([
      'taken 1',
      'taken 1',
    ]);
  });

  it('and says nothing to people when the status is none of theirs', () => {
    expect(outcomeOf(withBody({ case_status: 0 }))).toBe('taken 0');
  });

  it('and repeated is the same answer, so that storing it twice does nothing', () => {
    const first = receivePush(map, keys, push());
    const second = receivePush(map, keys, { ...push(), at: new Date(NOW.getTime() + MINUTE) });
    expect(second).toEqual(first);
    expect(first).toMatchObject({ verdict: 'answers', answers: [{ eventId: 'event-1', seq: NOW.getTime() }] });
  });
});

describe('a push is refused', () => {
  const bytes = (hex: string) => Buffer.from(hex, 'hex');
  it.each<[string, string, Made]>([
    ['without a signature', 'unsigned 401', { headers: { 'webhook-signature': undefined } }],
    ['without a time', 'unsigned 401', { headers: { 'webhook-timestamp': undefined } }],
    ['without an id', 'unsigned 401', { headers: { 'webhook-id': undefined } }],
    ['with another signature', 'signature 401', { headers: { 'webhook-signature': 'v1,AAAA' } }],
    ['with a version of signature we do not know', 'signature 401', { headers: { 'webhook-signature': 'v2,AAAA' } }],
    ['with another id than the signed one', 'signature 401', { headers: { 'webhook-id': 'event-2' } }],
    ['with another time than the signed one', 'signature 401', { headers: { 'webhook-timestamp': '1795399201' } }],
    ['with a key we do not know', 'signature 401', { headers: { 'webhook-key-id': 'other' } }],
    ['with the secret of another key', 'signature 401', { headers: { 'webhook-key-id': 'old' } }],
    ['when it is too old', 'stale 401', { at: new Date(NOW.getTime() - 5 * MINUTE - 1000) }],
    ['when it is from the future', 'stale 401', { at: new Date(NOW.getTime() + 5 * MINUTE + 1000) }],
    ['as a GET', 'malformed 405', { method: 'GET' }],
    ['beyond a megabyte', 'malformed 413', { text: Buffer.alloc(1_000_001, 32) }],
    ['as a form', 'malformed 415', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['said to be GBK', 'malformed 415', { headers: { 'content-type': 'application/json; charset=GBK' } }],
    ['packed', 'malformed 415', { headers: { 'content-encoding': 'gzip' } }],
    [
      'in GBK and not said to be',
      'malformed 400',
      { text: Buffer.concat([bytes('7b2261223a22'), bytes('cadcc0ed227d')]) },
    ],
    ['when it is no JSON', 'malformed 400', { text: '{"case_id":' }],
    ['when it is empty', 'malformed 400', { text: '' }],
    ['when it is a list', 'malformed 400', { text: '[]' }],
    ['when it is 400,000 lists in one another', 'malformed 400', { text: '['.repeat(400_000) }],
    ['with a field nobody agreed on', 'field 422', withBody({ amount: 1 })],
    ['with __proto__', 'field 422', { text: '{"__proto__":{"case_id":"r1:1","case_status":1}}' }],
    ['with a status nobody agreed on', 'field 422', withBody({ case_status: 3 })],
    ['with a status that is no number', 'field 422', withBody({ case_status: { $gt: 0 } })],
    ['with the name of a method for a status', 'field 422', withBody({ case_status: 'constructor' })],
    ['without a case', 'field 422', withBody({ case_id: undefined })],
    ['with an operator for a case', 'field 422', withBody({ case_id: { $gt: '' } })],
    ['with a case of a thousand signs', 'field 422', withBody({ case_id: 'r'.repeat(1000) })],
    ['with words that are none', 'field 422', withBody({ case_msg: ['受理'] })],
  ])('%s', (_, wanted, made) => {
    expect(outcomeOf(made)).toBe(wanted);
  });

  it('in the words of the platform, naming the field and nothing of what was in it', () => {
    const pushed = receivePush(map, keys, push(withBody({ case_id: '13800138000 张' })));
    expect(pushed.reply).toEqual({
      status: 422,
      type: 'application/json; charset=utf-8',
      body: '{"code":400,"msg":"field case_id"}',
    });
  });
});

describe('a repair', () => {
  const xiuzhou = loadFieldMap('xiuzhou');
  const told = (more: Record<string, unknown>) => {
    const text = JSON.stringify({ eventid: '330411000001', flownode: '队员处理', flowresult: '通过', ...more });
    return receivePush(xiuzhou, keys, push({ text }));
  };

  it('is one with a photo, whose address is handed on and not called', () => {
    expect(told({ photo1: 'https://p.example/a.jpg', photo2: '' })).toMatchObject({
      answers: [{ action: 'feedback', photos: [], photoAddresses: ['https://p.example/a.jpg'] }],
    });
  });

  it('is none without, because it would be held', () => {
    expect(told({})).toMatchObject({ verdict: 'answers', answers: [] });
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 7, { url: 'https://p.example/a.jpg' }])(
    'with %j for a photo is refused',
    (photo1) => {
      expect(told({ photo1 })).toMatchObject({ verdict: 'refused', reason: 'field' });
    },
  );
});

describe('the times of a platform', () => {
  const xiuzhou = loadFieldMap('xiuzhou');
  const step = (operatetime: unknown): Made => ({
    text: JSON.stringify({ eventid: '330411000001', flownode: '中队派遣', flowresult: '通过', operatetime }),
  });

  it.each([
    ['2026-11-23 10:00:00', 'taken 1'],
    ['2026-11-24 09:59:00', 'taken 1'],
    ['2026-11-25 10:00:00', 'field 422'],
    ['2026-02-30 10:00:00', 'field 422'],
    ['2026-11-23T10:00:00Z', 'field 422'],
    [1_795_399_200, 'field 422'],
  ])('%s: %s, because a moment to come would make all later answers late', (at, wanted) => {
    expect(outcomeOf(step(at), xiuzhou)).toBe(wanted);
  });

  it('are those of the signature when it tells none', () => {
    const pushed = receivePush(xiuzhou, keys, push(step('')));
    expect(pushed).toMatchObject({ answers: [{ at: NOW }] });
  });
});

describe('a platform with a signature of its own', () => {
  const style = {
    style: 'sortedMd5',
    keyAt: 'appKey',
    timestampAt: 'timestamp',
    signAt: 'sign',
    secretAs: 'key',
  } as const;
  const { receive, ...rest } = map;
  const own = parseFieldMap('own', {
    ...rest,
    signature: style,
    receive: { ...receive, eventId: ['flow_id'], seq: 'flow_id' },
  });
  const told = { ...body, flow_id: 17 };
  const signedAt = (at: Date, of: Record<string, unknown> = told) => signMd5(style, keys[1]!, of, at);
  const sent = (text: Record<string, unknown>): Made => ({
    text: JSON.stringify(text),
    headers: { 'webhook-id': undefined, 'webhook-signature': undefined, 'webhook-timestamp': undefined },
  });

  it('is upper-case MD5 over the sorted fields that are not empty', () => {
    // printf 'appKey=new&case_id=r1:1&case_msg=受理&case_status=1&flow_id=17&timestamp=1795399200000&key=the-secret-of-this-year-2' | md5sum
    expect(signedAt(NOW).sign).toBe('38F90B3E15036E996B465694E58CA9F7');
  });

  it('is taken, and the event is known by its own number', () => {
    expect(receivePush(own, keys, push(sent(signedAt(NOW))))).toMatchObject({
      verdict: 'answers',
      answers: [{ eventId: '17', seq: 17, action: 'accept', key: 'r1:1' }],
    });
  });

  it('is refused unsigned, changed, with another key, late, or without the number', () => {
    const late = new Date(NOW.getTime() - 6 * MINUTE);
    expect(
      [
        told,
        { ...signedAt(NOW), case_status: 2 },
        { ...signedAt(NOW), appKey: 'other' },
        signedAt(late),
        signedAt(NOW, body),
      ].map((each) => outcomeOf(sent(each), own)),
    ).toEqual(['unsigned 401', 'signature 401', 'signature 401', 'stale 401', 'field 422']);
  });
});

it('a secret in the writing of other libraries for these headers is the same secret', () => {
  const raw = Buffer.from('a-secret-of-at-least-24-bytes').toString('base64');
  const headers = sign({ id: 'k', secret: `whsec_${raw}` }, 'msg_1', NOW, '{}');
  const wanted = createHmac('sha256', Buffer.from(raw, 'base64'))
    .update(`msg_1.${NOW.getTime() / 1000}.{}`)
    .digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${wanted}`);
});

import { photoMessage } from '../../simulators/wechat/pushes';
import { photoAnswerOf, signedByWechat, signPush } from '../../src/integrations/wechat/push';
import { start } from './simulated';

const timestamp = String(start.getTime() / 1000);
const message = (verdict: Parameters<typeof photoMessage>[0]['verdict']) =>
  photoMessage({ appId: 'wx0123456789abcdef', traceId: 'trace-1', verdict, at: start });

describe('the signature of a push', () => {
  const signature = signPush('a-token', timestamp, '12345');
  const holds = (change: Partial<{ signature: string; timestamp: string; nonce: string }>, now = start) =>
    signedByWechat('a-token', { signature, timestamp, nonce: '12345', ...change }, now);

  it('holds for what was signed with our token, and for nothing else', () => {
    expect(holds({})).toBe(true);
    expect(holds({ nonce: '12346' })).toBe(false);
    expect(holds({ signature: signPush('another', timestamp, '12345') })).toBe(false);
    expect(holds({ signature: '' })).toBe(false);
    expect(holds({ signature: '签' })).toBe(false);
  });

  it('holds for ten minutes', () => {
    expect(holds({}, new Date(start.getTime() + 9 * 60_000))).toBe(true);
    expect(holds({}, new Date(start.getTime() + 11 * 60_000))).toBe(false);
    expect(holds({ timestamp: 'soon', signature: signPush('a-token', 'soon', '12345') })).toBe(false);
  });
});

describe('a pushed message', () => {
  it('tells the verdict on a photo', () => {
    expect(photoAnswerOf(message({ suggest: 'pass', label: 100 }))).toEqual({
      appId: 'wx0123456789abcdef',
      traceId: 'trace-1',
      verdict: 'pass',
    });
    expect(photoAnswerOf(message({ suggest: 'risky', label: 20002 }))).toMatchObject({
      verdict: 'risky',
      label: '20002',
    });
  });

  it('is "unavailable" when WeChat could not check', () => {
    expect(photoAnswerOf(message(-1008))).toMatchObject({ traceId: 'trace-1', verdict: 'unavailable' });
  });

  it('is none of our business otherwise', () => {
    for (const other of [undefined, null, [], 'text', {}, { MsgType: 'event', Event: 'subscribe_msg_popup_event' }])
      expect(photoAnswerOf(other)).toBeUndefined();
  });
});

import { pino } from 'pino';
import { startWechatSimulator, type WechatSimulator } from '../../simulators/wechat/simulator';
import { makeWechatClient, type WechatClient } from '../../src/integrations/wechat/client';
import { makeWechatContentCheck } from '../../src/integrations/wechat/contentCheck';

export const start = new Date('2026-11-23T02:00:00Z');
export const photoKey = 'a'.repeat(64);

/** A simulated WeChat, a client of ours that talks to it over HTTP, and one clock for both. */
export async function startSimulated() {
  let at = start.getTime();
  const now = () => new Date(at);
  const wechat: WechatSimulator = await startWechatSimulator({ port: 0, now });
  const client: WechatClient = makeWechatClient({ appId: wechat.appId, secret: wechat.secret, api: wechat.url }, now);
  const openids = new Map<string, string>();
  const contentCheck = makeWechatContentCheck({
    client,
    log: pino({ level: 'silent' }),
    publicUrl: 'https://jierong.example',
    openidOf: async (personId) => openids.get(personId),
  });
  return {
    wechat,
    client,
    contentCheck,
    advanceMinutes: (minutes: number) => {
      at += minutes * 60_000;
    },
    calls: (path: string) => wechat.platform.calls.get(path) ?? 0,
    /** A person who just opened the mini-program. */
    person: (personId: string, openid = `openid-of-${personId}`) => {
      openids.set(personId, openid);
      wechat.platform.see(openid);
      return { personId };
    },
    close: () => wechat.close(),
  };
}

export type Simulated = Awaited<ReturnType<typeof startSimulated>>;

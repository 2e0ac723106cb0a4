import { pathOf } from '@jierong/shared/endpoint';
import { reports } from '@jierong/shared/endpoints/reports';
import { sessions } from '@jierong/shared/endpoints/sessions';
import type { Uploaded } from '@jierong/shared/media';
import type { Session } from '@jierong/shared/people';
import type { ReportInfo } from '@jierong/shared/reports';
import sharp from 'sharp';
import { photoMessage, signedAddress } from '../../simulators/wechat/pushes';
import { startWechatSimulator, type WechatSimulator } from '../../simulators/wechat/simulator';
import { makeWechat } from '../../src/integrations/wechat/wechat';
import { rememberingQueue, stateOf } from '../review/reporting';
import { type Api, MONDAY, startApi } from '../support/api';

const TOKEN = 'token-of-the-push';
const OPENID = 'openid-that-never-leaves';

/** The program with an app id, and WeChat beside it: both over real HTTP, on one clock. */
describe('with WeChat', () => {
  let wechat: WechatSimulator;
  let api: Api;
  let target: { url: string; token: string };
  beforeAll(async () => {
    let now = () => MONDAY;
    wechat = await startWechatSimulator({ port: 0, now: () => now() });
    api = await startApi({
      destinations: () => [rememberingQueue().queue],
      env: {
        WECHAT_APP_ID: wechat.appId,
        WECHAT_APP_SECRET: wechat.secret,
        WECHAT_API: wechat.url,
        WECHAT_PUSH_TOKEN: TOKEN,
        PUBLIC_URL: 'https://jierong.example',
      },
      change: (services) => {
        const made = makeWechat(services.env, services.log, services.now);
        if (!made) throw new Error('no WeChat');
        Object.assign(services, { wechat: made.login, contentCheck: made.contentCheck });
      },
    });
    now = api.clock.now;
    target = { url: `${api.base}/hooks/wechat`, token: TOKEN };
  });
  afterAll(async () => {
    await api.close();
    await wechat.close();
  });

  const post = async <T>(path: string, body: unknown, token?: string): Promise<T> => {
    const answer = await api.raw(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    expect(text).not.toContain(OPENID);
    if (!answer.ok) throw new Error(text);
    return JSON.parse(text) as T;
  };
  const signIn = () =>
    post<Session>(pathOf(sessions.start), { code: wechat.platform.issueLoginCode(OPENID) }).then((s) => s.token);

  async function submit(words: string): Promise<{ id: string; traceId: string }> {
    const token = await signIn();
    const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#224466' } })
      .jpeg()
      .toBuffer();
    const form = new FormData();
    form.set('photo', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'photo.jpg');
    const upload = await api.raw('/uploads', {
      method: 'POST',
      body: form,
      headers: { Authorization: `Bearer ${token}` },
    });
    const { key } = (await upload.json()) as Uploaded;
    const input = {
      photos: [{ key, view: 'near' }],
      place: { address: '吉丽街 12 号门口', source: 'typed' },
      group: 'waste',
      words,
      anonymous: false,
    };
    const { id } = await post<ReportInfo>(pathOf(reports.submit), input, token);
    await api.settle();
    return { id, traceId: wechat.platform.photoTasks.at(-1)?.traceId ?? '' };
  }

  it('a resident signs in, reports, and the report leaves once WeChat has passed words and photo', async () => {
    const { id, traceId } = await submit('垃圾桶满了');
    expect(wechat.platform.photoTasks.at(-1)).toMatchObject({ openid: OPENID });
    api.clock.advance(11 * 60_000);
    await api.settle();
    expect(await stateOf(id)).toBe('received');

    expect(await wechat.answerPhoto(target, traceId, { suggest: 'pass', label: 100 })).toBe(200);
    await api.settle();
    expect(await stateOf(id)).toBe('delivered');
  });

  it('a photo that WeChat could not fetch goes to people', async () => {
    const { id, traceId } = await submit('垃圾桶又满了');
    expect(await wechat.answerPhoto(target, traceId, -1008)).toBe(200);
    api.clock.advance(10 * 60_000);
    await api.settle();
    expect(await stateOf(id)).toBe('inReview');
  });

  it('over quota, people look at every report', async () => {
    wechat.platform.failNext('/wxa/msg_sec_check', 45009, 'reach max api daily quota limit');
    const { id, traceId } = await submit('垃圾桶第三次满了');
    await wechat.answerPhoto(target, traceId, { suggest: 'pass', label: 100 });
    api.clock.advance(10 * 60_000);
    await api.settle();
    expect(await stateOf(id)).toBe('inReview');
  });

  it('a code that is used up signs nobody in; WeChat busy is said as such', async () => {
    const code = wechat.platform.issueLoginCode('another');
    wechat.platform.failNext('/sns/jscode2session', -1);
    await expect(post(pathOf(sessions.start), { code })).rejects.toThrow('wechatUnavailable');
    await post(pathOf(sessions.start), { code });
    await expect(post(pathOf(sessions.start), { code })).rejects.toThrow('wechatLoginFailed');
  });

  describe('the address of the push', () => {
    const push = (address: string, body: string) =>
      fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    const passed = (traceId: string) =>
      JSON.stringify(
        photoMessage({ appId: wechat.appId, traceId, verdict: { suggest: 'pass', label: 100 }, at: api.clock.now() }),
      );

    it('answers the test of the console', async () => {
      expect(await wechat.testPush(target)).toBe(true);
      expect(await wechat.testPush({ ...target, token: 'guessed' })).toBe(false);
    });

    it('takes nothing that is not signed, or was signed long ago', async () => {
      const { id, traceId } = await submit('路边有垃圾');
      const guessed = signedAddress({ ...target, token: 'guessed' }, api.clock.now());
      const old = signedAddress(target, new Date(api.clock.now().getTime() - 3_600_000));
      for (const address of [guessed, old, target.url]) expect((await push(address, passed(traceId))).status).toBe(401);
      api.clock.advance(10 * 60_000);
      await api.settle();
      expect(await stateOf(id)).toBe('received');
    });

    it('takes the same message again without doing anything again', async () => {
      const { id, traceId } = await submit('路边又有垃圾');
      const address = signedAddress(target, api.clock.now());
      for (let i = 0; i < 3; i++) {
        const answer = await push(address, passed(traceId));
        expect([answer.status, await answer.text()]).toEqual([200, 'success']);
      }
      api.clock.advance(10 * 60_000);
      await api.settle();
      expect(await stateOf(id)).toBe('delivered');
    });

    it('ignores messages about other things, other programs and unknown photos', async () => {
      const address = signedAddress(target, api.clock.now());
      const foreign = photoMessage({
        appId: 'wxffffffffffffffff',
        traceId: 'x',
        verdict: { suggest: 'pass', label: 100 },
        at: api.clock.now(),
      });
      for (const body of ['{"MsgType":"text"}', 'null', JSON.stringify(foreign), passed('unknown')])
        expect((await push(address, body)).status).toBe(200);
    });

    it('refuses what is no JSON, or too long', async () => {
      const address = signedAddress(target, api.clock.now());
      expect((await push(address, '<xml></xml>')).status).toBe(400);
      expect((await push(address, 'x'.repeat(70_000))).status).toBe(413);
    });
  });
});

describe('without WeChat', () => {
  it('there is no address for its pushes', async () => {
    const api = await startApi();
    expect((await api.raw('/hooks/wechat')).status).toBe(404);
    await api.close();
  });
});

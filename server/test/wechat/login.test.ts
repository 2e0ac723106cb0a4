import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeWechatClient } from '../../src/integrations/wechat/client';
import { openidOfCode } from '../../src/integrations/wechat/codeSession';
import { phoneOfCode } from '../../src/integrations/wechat/phoneNumber';
import { type Simulated, startSimulated } from './simulated';

const STABLE_TOKEN = '/cgi-bin/stable_token';
const PHONE = '/wxa/business/getuserphonenumber';

describe('signing in with WeChat', () => {
  let simulated: Simulated;
  beforeEach(async () => {
    simulated = await startSimulated();
  });
  afterEach(() => simulated.close());

  it('exchanges the code of Taro.login for the openid and nothing else', async () => {
    const code = simulated.wechat.platform.issueLoginCode('openid-1');
    await expect(openidOfCode(simulated.client, code)).resolves.toBe('openid-1');
  });

  it('tells apart a bad code from WeChat being busy', async () => {
    const { client, wechat } = simulated;
    const code = wechat.platform.issueLoginCode('openid-1');
    wechat.platform.failNext('/sns/jscode2session', -1);
    await expect(openidOfCode(client, code)).rejects.toMatchObject({ code: 'wechatUnavailable' });
    await expect(openidOfCode(client, code)).resolves.toBe('openid-1');
    await expect(openidOfCode(client, code)).rejects.toMatchObject({ code: 'wechatLoginFailed' });
    await expect(openidOfCode(client, 'never-given')).rejects.toMatchObject({ code: 'wechatLoginFailed' });
  });

  it('refuses a code that is older than five minutes', async () => {
    const code = simulated.wechat.platform.issueLoginCode('openid-1');
    simulated.advanceMinutes(6);
    await expect(openidOfCode(simulated.client, code)).rejects.toMatchObject({ code: 'wechatLoginFailed' });
  });

  it('exchanges the code of a phone button for the number with its country', async () => {
    const { client, wechat } = simulated;
    const code = wechat.platform.issuePhoneCode('13800000000');
    await expect(phoneOfCode(client, code)).resolves.toBe('+8613800000000');
    await expect(phoneOfCode(client, code)).rejects.toMatchObject({ code: 'wechatLoginFailed' });
  });

  it('calls a wrong secret an outage, because no caller can help it', async () => {
    const { wechat } = simulated;
    const client = makeWechatClient({ appId: wechat.appId, secret: 'wrong', api: wechat.url }, () => new Date());
    const code = wechat.platform.issuePhoneCode('13800000000');
    await expect(phoneOfCode(client, code)).rejects.toMatchObject({ code: 'wechatUnavailable' });
  });

  describe('the access token', () => {
    const phone = () => phoneOfCode(simulated.client, simulated.wechat.platform.issuePhoneCode('13800000000'));

    it('is asked for once by many who need it at once, and kept', async () => {
      await Promise.all([phone(), phone(), phone()]);
      await phone();
      expect(simulated.calls(STABLE_TOKEN)).toBe(1);
    });

    it('is renewed before it ends', async () => {
      await phone();
      simulated.advanceMinutes(114);
      await phone();
      expect(simulated.calls(STABLE_TOKEN)).toBe(1);
      simulated.advanceMinutes(2);
      await phone();
      expect(simulated.calls(STABLE_TOKEN)).toBe(2);
    });

    it('is replaced once when WeChat does not take it any more', async () => {
      await phone();
      simulated.wechat.platform.revokeTokens();
      await phone();
      expect(simulated.calls(STABLE_TOKEN)).toBe(2);
      expect(simulated.calls(PHONE)).toBe(3);
    });

    it('is asked for again after an asking that failed', async () => {
      simulated.wechat.platform.failNext(STABLE_TOKEN, -1);
      await expect(phone()).rejects.toMatchObject({ code: 'wechatUnavailable' });
      await expect(phone()).resolves.toBe('+8613800000000');
    });
  });
});

describe('WeChat away', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });
  const clientOf = (api: string, timeoutMs?: number) =>
    makeWechatClient({ appId: 'wx0123456789abcdef', secret: 'secret-of-a-test', api }, () => new Date(), timeoutMs);
  const listening = (answer: () => string | undefined): Promise<string> =>
    new Promise((resolve) => {
      const listening = createServer((_, response) => {
        const body = answer();
        if (body !== undefined) response.end(body);
      });
      listening.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`));
      server = listening;
    });

  it('is said as such when nobody answers, nothing sensible answers, or it takes too long', async () => {
    const gone = clientOf('http://127.0.0.1:1');
    await expect(openidOfCode(gone, 'code')).rejects.toMatchObject({ code: 'wechatUnavailable' });

    const page = clientOf(await listening(() => '<html>gateway</html>'));
    await expect(openidOfCode(page, 'code')).rejects.toMatchObject({ code: 'wechatUnavailable' });
    server?.close();

    const silent = clientOf(await listening(() => undefined), 50);
    await expect(openidOfCode(silent, 'code')).rejects.toMatchObject({ code: 'wechatUnavailable' });
  });

  it('never puts the secret into an error', async () => {
    const client = clientOf('http://127.0.0.1:1');
    const error: unknown = await openidOfCode(client, 'code').catch((e: unknown) => e);
    expect(String((error as Error).stack)).not.toContain('secret-of-a-test');
  });
});

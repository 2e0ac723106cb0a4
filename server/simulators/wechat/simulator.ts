import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Arrived, answers } from './answers';
import { Platform, Refuse, type Verdict } from './platform';
import { type PushTarget, pushPhotoAnswer, pushTest } from './pushes';

export interface WechatSimulatorOptions {
  port: number;
  appId?: string;
  secret?: string;
  now?: () => Date;
}

export interface WechatSimulator {
  /** Origin to give as WECHAT_API. */
  url: string;
  appId: string;
  secret: string;
  /** Codes, people, quotas, failures, calls counted, photo tasks. */
  platform: Platform;
  /** Pushes the answer about a photo to the program's hook; a number is an errcode of a check that failed. Its status. */
  answerPhoto(target: PushTarget, traceId: string, verdict: Verdict | number): Promise<number>;
  /** WeChat's own test of a hook's address: whether `echostr` came back. */
  testPush(target: PushTarget): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * WeChat's server API as far as this program uses it, over real HTTP: its shapes, limits and error numbers as documented
 * (https://developers.weixin.qq.com/miniprogram/dev/server/API/). Refusals are HTTP 200 with an errcode, as there.
 */
export async function startWechatSimulator(options: WechatSimulatorOptions): Promise<WechatSimulator> {
  const appId = options.appId ?? 'wx0123456789abcdef';
  const secret = options.secret ?? 'simulated-app-secret-of-wechat';
  const now = options.now ?? (() => new Date());
  const platform = new Platform({ appId, secret, now });
  const server = createServer((request, response) => {
    void answer(platform, request).then((body) => {
      response.writeHead(200, { 'Content-Type': 'application/json; encoding=utf-8' });
      response.end(JSON.stringify(body));
    });
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    appId,
    secret,
    platform,
    answerPhoto: (target, traceId, verdict) => pushPhotoAnswer(target, { appId, traceId, verdict, at: now() }),
    testPush: (target) => pushTest(target, now()),
    close: () => stop(server),
  };
}

async function answer(platform: Platform, request: IncomingMessage): Promise<Record<string, unknown>> {
  const address = new URL(request.url ?? '/', 'http://wechat');
  try {
    const handler = answers[`${request.method} ${address.pathname}`];
    if (!handler) {
      const wanted = request.method === 'GET' ? 'POST' : 'GET';
      if (answers[`${wanted} ${address.pathname}`])
        throw new Refuse(wanted === 'POST' ? 43002 : 43001, `require ${wanted} method`);
      throw new Refuse(40066, 'invalid url');
    }
    platform.count(address.pathname);
    return handler(platform, await arrived(request, address));
  } catch (error) {
    if (error instanceof Refuse) return { errcode: error.errcode, errmsg: error.errmsg };
    throw error;
  }
}

async function arrived(request: IncomingMessage, address: URL): Promise<Arrived> {
  if (request.method === 'GET') return { query: address.searchParams };
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString('utf8');
  if (!raw) throw new Refuse(44002, 'empty post data');
  try {
    const body: unknown = JSON.parse(raw);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return { query: address.searchParams, body: body as Record<string, unknown> };
  } catch {
    // falls through to the one answer for bodies that are no JSON object
  }
  throw new Refuse(47001, 'data format error');
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

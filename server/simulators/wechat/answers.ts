import { randomUUID } from 'node:crypto';
import { type Platform, Refuse, type Verdict } from './platform';

/** A call as it arrived. */
export interface Arrived {
  query: URLSearchParams;
  /** The JSON body of a POST; undefined for a GET. */
  body?: Record<string, unknown>;
}

type Answer = Record<string, unknown>;

const MAX_CHARACTERS = 2_500;
const SCENES = [1, 2, 3, 4];
const PASS: Verdict = { suggest: 'pass', label: 100 };
/** The same marked words as the stand-in without an app id, with WeChat's labels. */
const marked: Record<string, Verdict> = {
  违禁示范词: { suggest: 'risky', label: 20006 },
  广告群发: { suggest: 'review', label: 10001 },
};

/** The calls this simulator knows: method and path → the answer. They refuse by throwing `Refuse`. */
export const answers: Record<string, (platform: Platform, call: Arrived) => Answer> = {
  'POST /cgi-bin/stable_token'(platform, { body = {} }) {
    if (body.grant_type !== 'client_credential') throw new Refuse(40002, 'invalid grant_type');
    return platform.stableToken(body.appid, body.secret, body.force_refresh === true);
  },

  'GET /sns/jscode2session'(platform, { query }) {
    if (query.get('appid') !== platform.options.appId) throw new Refuse(40013, 'invalid appid');
    if (query.get('secret') !== platform.options.secret) throw new Refuse(40125, 'invalid appsecret');
    if (query.get('grant_type') !== 'authorization_code') throw new Refuse(40002, 'invalid grant_type');
    const openid = platform.useLoginCode(query.get('js_code'));
    return { openid, session_key: Buffer.from(randomUUID().slice(0, 16)).toString('base64') };
  },

  'POST /wxa/business/getuserphonenumber'(platform, { query, body = {} }) {
    platform.requireToken(query.get('access_token'));
    const number = platform.usePhoneCode(body.code);
    const timestamp = Math.floor(platform.options.now().getTime() / 1000);
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: number,
        purePhoneNumber: number,
        countryCode: '86',
        watermark: { timestamp, appid: platform.options.appId },
      },
    };
  },

  'POST /wxa/msg_sec_check'(platform, { query, body = {} }) {
    platform.requireToken(query.get('access_token'));
    requireVersion2(body);
    platform.requireSeen(body.openid);
    const { content } = body;
    if (typeof content !== 'string' || content === '') throw new Refuse(44002, 'empty post data');
    if ([...content].length > MAX_CHARACTERS) throw new Refuse(45002, 'content size out of limit');
    const keyword = Object.keys(marked).find((words) => content.includes(words));
    const result = keyword ? marked[keyword] : PASS;
    return {
      errcode: 0,
      errmsg: 'ok',
      trace_id: randomUUID(),
      result,
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
    };
  },

  'POST /wxa/media_check_async'(platform, { query, body = {} }) {
    platform.requireToken(query.get('access_token'));
    requireVersion2(body);
    const openid = platform.requireSeen(body.openid);
    if (body.media_type !== 1 && body.media_type !== 2) throw new Refuse(40004, 'invalid media type');
    if (typeof body.media_url !== 'string' || !/^https?:\/\//.test(body.media_url))
      throw new Refuse(40066, 'invalid url');
    const traceId = randomUUID();
    platform.photoTasks.push({ traceId, mediaUrl: body.media_url, openid });
    return { errcode: 0, errmsg: 'ok', trace_id: traceId };
  },
};

function requireVersion2(body: Record<string, unknown>): void {
  if (body.version !== 2) throw new Refuse(40129, 'invalid version');
  if (!SCENES.includes(Number(body.scene))) throw new Refuse(40129, 'invalid scene');
}

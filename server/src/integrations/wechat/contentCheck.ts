import { mediaPath } from '@jierong/shared/media';
import * as z from 'zod';
import type { Logger } from '../../log';
import type { ContentCheck } from '../contentCheck';
import type { WechatClient } from './client';
import { WechatRefusal } from './request';

const suggest = z.enum(['pass', 'review', 'risky']);
const wordsAnswer = z.object({ result: z.object({ suggest, label: z.number().int() }) });
const photoAnswer = z.object({ trace_id: z.string().min(1).max(128) });

/** 论坛: what people publish for others. */
const SCENE_FORUM = 3;
const MEDIA_IMAGE = 2;
const MAX_CHARACTERS = 2_500;
/** The label of what is in order; any other is told to the moderator. */
const LABEL_NORMAL = 100;

export interface ContentCheckOptions {
  client: WechatClient;
  log: Logger;
  /** Origin under which WeChat fetches the photos; no slash at its end. */
  publicUrl: string;
  /** The openid of a person whom WeChat saw in the last two hours; undefined when there is none: then nothing is asked. */
  openidOf: (personId: string) => Promise<string | undefined>;
}

/**
 * msg_sec_check and media_check_async, both version 2. Over quota (45009), author not seen within two hours (61010),
 * busy, away: all of it is `unavailable`, so that a person looks instead.
 */
export function makeWechatContentCheck({ client, log, publicUrl, openidOf }: ContentCheckOptions): ContentCheck {
  const ask = async <T>(what: string, personId: string, call: (openid: string) => Promise<T>) => {
    try {
      const openid = await openidOf(personId);
      if (openid) return await call(openid);
      log.warn({ what }, 'content check not asked: the author has no WeChat session');
    } catch (error) {
      const errcode = error instanceof WechatRefusal ? error.errcode : undefined;
      log.warn({ what, errcode }, 'content check unavailable');
    }
    return undefined;
  };

  return {
    async checkWords(words, { personId }) {
      if (!words.trim()) return { verdict: 'pass' };
      if ([...words].length > MAX_CHARACTERS) return { verdict: 'unavailable' };
      const answer = await ask('words', personId, (openid) =>
        client.post('/wxa/msg_sec_check', { version: 2, scene: SCENE_FORUM, openid, content: words }, wordsAnswer),
      );
      if (!answer) return { verdict: 'unavailable' };
      const { suggest: verdict, label } = answer.result;
      return label === LABEL_NORMAL ? { verdict } : { verdict, label: String(label) };
    },

    async startPhotoCheck({ key }, { personId }) {
      const answer = await ask('photo', personId, (openid) =>
        client.post(
          '/wxa/media_check_async',
          {
            version: 2,
            scene: SCENE_FORUM,
            openid,
            media_type: MEDIA_IMAGE,
            media_url: publicUrl + mediaPath(key, 'full'),
          },
          photoAnswer,
        ),
      );
      return answer ? { traceId: answer.trace_id } : { verdict: 'unavailable' };
    },
  };
}

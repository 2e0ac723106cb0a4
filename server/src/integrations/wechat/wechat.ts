import type { Env } from '../../env';
import type { Logger } from '../../log';
import { openSealed } from '../../modules/people/seal';
import { sealedOpenidOf } from '../../modules/people/sessions';
import type { ContentCheck } from '../contentCheck';
import { makeWechatClient } from './client';
import { openidOfCode } from './codeSession';
import { makeWechatContentCheck } from './contentCheck';
import type { WechatLogin } from './login';
import { phoneOfCode } from './phoneNumber';

/** Everything that is asked of WeChat, or undefined without an app id. */
export function makeWechat(
  env: Env,
  log: Logger,
  now: () => Date,
): { login: WechatLogin; contentCheck: ContentCheck } | undefined {
  if (!env.WECHAT_APP_ID || !env.WECHAT_APP_SECRET || !env.PUBLIC_URL) return undefined;
  const app = { appId: env.WECHAT_APP_ID, secret: env.WECHAT_APP_SECRET, api: env.WECHAT_API };
  const client = makeWechatClient(app, now);
  return {
    login: { openidOf: (code) => openidOfCode(client, code), phoneOf: (code) => phoneOfCode(client, code) },
    contentCheck: makeWechatContentCheck({ client, log, publicUrl: env.PUBLIC_URL, openidOf: openidIn(env) }),
  };
}

/** The openid lies sealed in the person's session; it is opened for the content check and nothing else. */
const openidIn =
  (env: Env) =>
  async (personId: string): Promise<string | undefined> => {
    const sealed = await sealedOpenidOf(personId);
    return sealed ? openSealed(env, sealed) : undefined;
  };

import { sessions } from '@jierong/shared/endpoints/sessions';
import type { Me } from '@jierong/shared/people';
import { loginCode } from './platform';
import { type Output, RequestError, request } from './request';
import { useSession } from './session';

export type SignInOptions = Output<typeof sessions.options>;

/** How one can sign in here. @throws RequestError */
export const signInOptions = (): Promise<SignInOptions> => request(sessions.options, {});

/**
 * Signs in with WeChat, without asking anything.
 * @returns undefined outside WeChat
 * @throws RequestError
 */
export async function signInByWechat(): Promise<Me | undefined> {
  const code = await loginCode().catch(() => {
    throw new RequestError('wechatLoginFailed');
  });
  if (!code) return undefined;
  return begin(await request(sessions.start, { code }));
}

/** Signs in as one of the demonstration people. @throws RequestError */
export async function signInAs(personId: string): Promise<Me> {
  return begin(await request(sessions.startDemonstration, { personId }));
}

/** Exchanges the code of a getPhoneNumber button for a verified phone. @throws RequestError */
export async function verifyPhone(code: string): Promise<Me> {
  const me = await request(sessions.verifyPhone, { code });
  useSession.getState().update(me);
  return me;
}

/** Asks the server anew who is signed in; a session that ended is forgotten quietly. @throws RequestError */
export async function refreshMe(): Promise<void> {
  if (!useSession.getState().token) return;
  try {
    useSession.getState().update(await request(sessions.info, {}));
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'sessionExpired') throw error;
  }
}

/**
 * At launch: asks anew who a kept session is, or signs in with WeChat where the program runs in it. Nobody waits for
 * it, and trouble is left to the first act that needs a person.
 */
export async function wakeSession(): Promise<void> {
  try {
    await refreshMe();
    if (!useSession.getState().token) await signInByWechat();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
}

/** Ends the session here at once, and on the server when it can be reached. */
export async function signOut(): Promise<void> {
  const ending = request(sessions.end, {});
  useSession.getState().forget();
  // Offline the token is forgotten here all the same and lapses on the server by itself.
  await ending.catch(() => undefined);
}

function begin(session: Output<typeof sessions.start>): Me {
  useSession.getState().begin(session);
  return session.me;
}

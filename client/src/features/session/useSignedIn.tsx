import type { Me } from '@jierong/shared/people';
import { type ReactNode, useCallback, useState } from 'react';
import { RequestError } from '@/services/request';
import { useSession } from '@/services/session';
import { type SignInOptions, signInByWechat, signInOptions } from '@/services/signIn';
import { PhoneSheet } from './PhoneSheet';
import { SignInSheet } from './SignInSheet';

export interface SignedIn {
  /** Who is signed in, if anybody. */
  me?: Me;
  /** Signs in when nobody is: quietly in WeChat, else by the sheet. Resolves to null when the person would rather not. */
  ask: () => Promise<Me | null>;
  /**
   * Does the act as a signed-in person: asks first, and goes on with it afterwards. A session that ended meanwhile and
   * a phone still to be verified are asked for, then the act is done again.
   * @returns undefined when the person would rather not
   * @throws what the act throws
   */
  signedIn: <T>(act: (me: Me) => Promise<T>) => Promise<T | undefined>;
  /** To be put into the page, once. */
  sheets: ReactNode;
}

type Asking =
  | { for: 'person'; options: SignInOptions; answer: (me: Me | null) => void }
  | { for: 'phone'; answer: (me: Me | null) => void };

/**
 * Lets a page ask for sign-in at the moment it is needed; nothing on the page is lost by it.
 * @param options tab: one of the four tab pages, whose bar hides under the sheet
 */
export function useSignedIn({ tab = false } = {}): SignedIn {
  const me = useSession((s) => s.me);
  const [asking, setAsking] = useState<Asking>();

  const ask = useCallback(async (): Promise<Me | null> => {
    const known = useSession.getState().me;
    if (known) return known;
    const options = await signInOptions();
    const quietly = options.wechat ? await signInByWechat() : undefined;
    return quietly ?? new Promise((answer) => setAsking({ for: 'person', options, answer }));
  }, []);

  const askPhone = useCallback(() => new Promise<Me | null>((answer) => setAsking({ for: 'phone', answer })), []);

  const signedIn = useCallback(
    async <T,>(act: (me: Me) => Promise<T>): Promise<T | undefined> => {
      const person = await ask();
      if (!person) return undefined;
      try {
        return await act(person);
      } catch (error) {
        const again = await remedy(error, ask, askPhone);
        return again ? act(again) : undefined;
      }
    },
    [ask, askPhone],
  );

  const answer = (told: Me | null) => {
    asking?.answer(told);
    setAsking(undefined);
  };
  const sheets = (
    <>
      {asking?.for === 'person' && <SignInSheet options={asking.options} tab={tab} onDone={answer} />}
      {asking?.for === 'phone' && <PhoneSheet tab={tab} onDone={answer} />}
    </>
  );
  return { me, ask, signedIn, sheets };
}

/** What the person can do about a refusal. @throws the refusal itself when nothing */
async function remedy(error: unknown, ask: () => Promise<Me | null>, askPhone: () => Promise<Me | null>) {
  if (!(error instanceof RequestError)) throw error;
  if (error.code === 'sessionExpired' || error.code === 'signInRequired') {
    useSession.getState().forget();
    return ask();
  }
  if (error.code === 'phoneRequired') return askPhone();
  throw error;
}

import { RequestError } from '@/services/request';
import { useAction } from '@/services/useAction';
import { useStaff } from './staffContext';

export interface Decision {
  busy: boolean;
  error?: RequestError;
  /** Sends it; then the list goes on. Resolves to true when it holds. */
  decide: (act: () => Promise<unknown>) => Promise<boolean>;
}

/**
 * A decision on one item of a list. Where somebody was faster the list is looked at anew, and what was typed stays.
 * @param reload of the list
 */
export function useDecision(reload: () => Promise<void>): Decision {
  const { signedIn, recount } = useStaff();
  const { busy, error, run } = useAction();
  const decide = async (act: () => Promise<unknown>): Promise<boolean> => {
    const answer = await run(() =>
      signedIn(async () => {
        try {
          await act();
          return true;
        } catch (failure) {
          if (failure instanceof RequestError && stale.includes(failure.code)) await reload();
          throw failure;
        }
      }),
    );
    if (answer) recount();
    return answer === true;
  };
  return { busy, error, decide };
}

const stale: readonly string[] = ['reportMoved', 'illegalTransition', 'notFound'];

import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestError } from './request';
import { failure } from './useRequest';

export interface Action {
  busy: boolean;
  error?: RequestError;
  /** Does it unless it is being done: a double tap does nothing. Resolves to undefined when it failed or was ignored. */
  run: <T>(act: () => Promise<T>) => Promise<T | undefined>;
  clear: () => void;
}

/** One act of a person: busy while it runs, and why it failed. */
export function useAction(): Action {
  const running = useRef(false);
  const mounted = useRef(true);
  const [state, setState] = useState<{ busy: boolean; error?: RequestError }>({ busy: false });

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback(async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setState({ busy: true });
    let told: RequestError | undefined;
    try {
      return await act();
    } catch (error) {
      told = failure(error);
      return undefined;
    } finally {
      running.current = false;
      if (mounted.current) setState({ busy: false, error: told });
    }
  }, []);

  const clear = useCallback(() => setState({ busy: false }), []);
  return { ...state, run, clear };
}

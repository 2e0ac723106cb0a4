import type { Endpoint } from '@jierong/shared/endpoint';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Input, type Output, RequestError, request } from './request';
import { useSession } from './session';

interface State<T> {
  key: string;
  data?: T;
  error?: RequestError;
  loading: boolean;
}

export interface Requested<T> {
  data?: T;
  error?: RequestError;
  /** True also while something older is shown. */
  loading: boolean;
  /** Asks again; what is shown stays. */
  reload: () => Promise<void>;
  /** Puts in what an act answered. */
  setData: (data: T) => void;
  /** Changes what is shown; an answer under way still counts. */
  patch: (change: (data: T) => T) => void;
}

/**
 * Asks when the page opens, when the input changes and when another person signs in. Only the newest answer counts.
 * @param input null: not yet
 * @param options keep: the answer for the old input stays until the new one is here
 */
export function useRequest<E extends Endpoint>(
  endpoint: E,
  input: Input<E> | null,
  options: { keep?: boolean } = {},
): Requested<Output<E>> {
  const { key, token } = useKey(endpoint, input);
  const asked = useRef(0);
  const newest = useRef(input);
  newest.current = input;
  const [state, setState] = useState<State<Output<E>>>({ key, loading: key !== '' });

  const ask = useCallback(async () => {
    const turn = ++asked.current;
    const wanted = newest.current;
    if (wanted === null) return;
    const settle = (told: Pick<State<Output<E>>, 'data' | 'error'>) => {
      if (turn === asked.current) setState((s) => ({ ...s, ...told, key, loading: false }));
    };
    setState((s) => ({ ...s, loading: true }));
    try {
      settle({ data: await request(endpoint, wanted), error: undefined });
    } catch (error) {
      settle({ error: failure(error) });
    }
  }, [endpoint, key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person may see more, so the token asks anew.
  useEffect(() => {
    setState((s) => ({ key, data: options.keep || s.key === key ? s.data : undefined, loading: key !== '' }));
    void ask();
    return () => {
      asked.current++;
    };
  }, [ask, key, token, options.keep]);

  const setData = useCallback((data: Output<E>) => {
    asked.current++;
    setState((s) => ({ ...s, data, error: undefined, loading: false }));
  }, []);

  const patch = useCallback((change: (data: Output<E>) => Output<E>) => {
    setState((s) => (s.data === undefined ? s : { ...s, data: change(s.data) }));
  }, []);

  // Between an input's change and its effect the old answer must not be shown as the new one's.
  const fresh = state.key === key || options.keep;
  return {
    data: fresh ? state.data : undefined,
    error: state.key === key ? state.error : undefined,
    loading: state.key === key ? state.loading : key !== '',
    reload: ask,
    setData,
    patch,
  };
}

/**
 * What an answer belongs to. What only a signed-in person may see belongs to that person and goes with them; what
 * everyone may see stays on the screen while it is asked for anew.
 */
export function useKey(endpoint: Endpoint, input: unknown): { key: string; token?: string } {
  const token = useSession((s) => (endpoint.access === 'public' ? undefined : s.token));
  const owner = endpoint.access === 'signedIn' ? token : undefined;
  return { key: input === null ? '' : JSON.stringify([endpoint.name, input, owner]), token };
}

/** Anything thrown while asking, as a RequestError. */
export function failure(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  // A mistake of ours: the page says that something went wrong, the console says what.
  console.error(error);
  return new RequestError('internalError');
}

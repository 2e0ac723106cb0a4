import type { Endpoint } from '@jierong/shared/endpoint';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Input, type Output, type RequestError, request } from './request';
import { failure, useKey } from './useRequest';

/** An endpoint whose answer is a page of a list. */
type ItemOf<E extends Endpoint> = Output<E> extends { items: (infer T)[] } ? T : never;

interface State<T> {
  key: string;
  items: T[];
  next?: string;
  error?: RequestError;
  loading: boolean;
  /** The first page has come. */
  ready: boolean;
}

export interface Paged<T> {
  items: T[];
  /** There is more behind the last item. */
  more: boolean;
  loading: boolean;
  /** The first page is here, even an empty one. */
  ready: boolean;
  error?: RequestError;
  loadMore: () => void;
  /** The first page again; what is shown stays until it is here. */
  reload: () => Promise<void>;
  /** Changes what is shown, for what an act answered. */
  setItems: (change: (items: T[]) => T[]) => void;
}

/**
 * A list that goes on. Items stay when a later page fails; a changed input begins anew.
 * @param input without `cursor`; null: not yet
 */
export function usePages<E extends Endpoint>(endpoint: E, input: Omit<Input<E>, 'cursor'> | null): Paged<ItemOf<E>> {
  type Item = ItemOf<E>;
  const { key, token } = useKey(endpoint, input);
  const turn = useRef(0);
  const newest = useRef(input);
  newest.current = input;
  const empty: State<Item> = { key, items: [], loading: key !== '', ready: false };
  const [state, setState] = useState(empty);

  const ask = useCallback(
    async (cursor?: string) => {
      const mine = ++turn.current;
      const wanted = newest.current;
      if (wanted === null) return;
      setState((s) => ({ ...s, loading: true, error: undefined }));
      try {
        const answer = await request(endpoint, { ...wanted, ...(cursor ? { cursor } : {}) } as Input<E>);
        const page = answer as { items: Item[]; next?: string };
        if (mine !== turn.current) return;
        setState((s) => ({
          key,
          items: cursor ? [...s.items, ...page.items] : page.items,
          next: page.next,
          loading: false,
          ready: true,
        }));
      } catch (error) {
        if (mine === turn.current) setState((s) => ({ ...s, loading: false, error: failure(error) }));
      }
    },
    [endpoint, key],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person may see more, so the token asks anew.
  useEffect(() => {
    setState((s) => (s.key === key ? s : { key, items: [], loading: key !== '', ready: false }));
    void ask();
    return () => {
      turn.current++;
    };
  }, [ask, key, token]);

  const { next, loading } = state;
  const loadMore = useCallback(() => {
    if (next && !loading) void ask(next);
  }, [ask, next, loading]);
  const reload = useCallback(() => ask(), [ask]);
  const setItems = useCallback((change: (items: Item[]) => Item[]) => {
    setState((s) => ({ ...s, items: change(s.items) }));
  }, []);

  const shown = state.key === key ? state : empty;
  const { items, ready, error } = shown;
  return { items, more: Boolean(shown.next), loading: shown.loading, ready, error, loadMore, reload, setItems };
}

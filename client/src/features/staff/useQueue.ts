import type { Endpoint } from '@jierong/shared/endpoint';
import { limits } from '@jierong/shared/limits';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Input, type Output, type RequestError, request } from '@/services/request';
import { useSession } from '@/services/session';
import { failure } from '@/services/useRequest';
import { usePoll } from './usePoll';

type ItemOf<E extends Endpoint> = Output<E> extends { items: (infer T)[] } ? T : never;

interface State<E extends Endpoint> {
  key: string;
  items: ItemOf<E>[];
  next?: string;
  /** The newest first page, with what it tells beside its items. */
  first?: Output<E>;
  error?: RequestError;
  loading: boolean;
  ready: boolean;
}

export interface Queue<E extends Endpoint> {
  items: ItemOf<E>[];
  first?: Output<E>;
  /** There is more behind the last item. */
  more: boolean;
  loading: boolean;
  /** The first page is here, even an empty one. */
  ready: boolean;
  error?: RequestError;
  loadMore: () => void;
  /** As much as is shown, anew; what is shown stays until it is here. */
  reload: () => Promise<void>;
  /** Takes an item out at once, when it was decided. */
  drop: (id: string) => void;
}

interface Page<T> {
  items: T[];
  next?: string;
}

/**
 * A list of work that others work on too: looked at anew every 20 seconds without losing the later pages.
 * @param input without `cursor` and `limit`; null: not yet
 * @param idOf tells items apart
 */
export function useQueue<E extends Endpoint>(
  endpoint: E,
  input: Omit<Input<E>, 'cursor' | 'limit'> | null,
  idOf: (item: ItemOf<E>) => string,
): Queue<E> {
  // Not of the token: who signs in again after a lapse finds the list, and the work on it, as they were. Another
  // person never does, as the whole page begins anew for them.
  const key = input === null ? '' : JSON.stringify([endpoint.name, input]);
  const token = useSession((s) => s.token);
  const turn = useRef(0);
  const newest = useRef(input);
  newest.current = input;
  const [state, setState] = useState(() => nothing<E>(key));
  const shown = state.key === key ? state : nothing<E>(key);
  const count = useRef(0);
  count.current = shown.items.length;
  const name = useRef(idOf);
  name.current = idOf;

  const ask = useCallback(
    async (cursor?: string) => {
      const mine = ++turn.current;
      if (newest.current === null) return;
      const page = async (at: string | undefined, limit: number) => {
        const answer = await request(endpoint, { ...newest.current, limit, ...(at ? { cursor: at } : {}) } as Input<E>);
        return answer as Output<E> & Page<ItemOf<E>>;
      };
      setState((s) => ({ ...s, loading: true }));
      try {
        const first = await page(cursor, cursor ? limits.pageSize : wanted(count.current));
        const items = [...first.items];
        let { next } = first;
        while (!cursor && next && items.length < count.current) {
          const later = await page(next, wanted(count.current - items.length));
          items.push(...later.items);
          next = later.next;
        }
        if (mine !== turn.current) return;
        setState((s) => {
          // Rows move while one reads: one that comes again is shown once.
          const known = new Set(cursor ? s.items.map(name.current) : []);
          const fresh = items.filter((item) => !known.has(name.current(item)));
          const kept = cursor ? s.items : [];
          return {
            key,
            items: [...kept, ...fresh],
            next,
            first: cursor ? s.first : first,
            loading: false,
            ready: true,
          };
        });
      } catch (error) {
        const told = failure(error);
        if (mine !== turn.current) return;
        setState((s) => ({ ...(s.key === key ? s : nothing<E>(key)), key, loading: false, error: told }));
      }
    },
    [endpoint, key],
  );

  useEffect(() => {
    setState((s) => (s.key === key ? s : nothing<E>(key)));
    if (token) void ask();
    return () => {
      turn.current++;
    };
  }, [ask, key, token]);

  const reload = useCallback(async () => {
    if (token) await ask();
  }, [ask, token]);
  usePoll(reload);
  const { next, loading } = shown;
  return {
    items: shown.items,
    first: shown.first,
    more: Boolean(next),
    loading,
    ready: shown.ready,
    error: shown.error,
    loadMore: () => {
      if (next && !loading) void ask(next);
    },
    reload,
    drop: (id) => setState((s) => ({ ...s, items: s.items.filter((item) => name.current(item) !== id) })),
  };
}

const nothing = <E extends Endpoint>(key: string): State<E> => ({ key, items: [], loading: key !== '', ready: false });

/** Rows of one call: a page at least, at most what the server gives. */
const wanted = (count: number): number => Math.min(limits.pageSizeMax, Math.max(limits.pageSize, count));

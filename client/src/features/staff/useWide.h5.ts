import { useSyncExternalStore } from 'react';

const QUERY = '(min-width: 900px)';

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(QUERY);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}

/** Whether list and work stand side by side: a window of 900 px and more. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);

import { useEffect, useRef } from 'react';
import { usePageShown } from '@/features/reports/useNow';
import type { Keys } from './useKeys';

const typing = 'input, textarea, select, [contenteditable]';

/** Does what a key says while the page is in front, nobody types, and no dialog is open. */
export function useKeys(keys: Keys): void {
  const shown = usePageShown();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!shown) return;
    const onKey = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : undefined;
      const act = latest.current[event.key];
      if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (at?.closest(typing) || document.querySelector('[role="dialog"]')) return;
      // A focused button keeps its own Enter.
      if (event.key === 'Enter' && at?.closest('button, a')) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shown]);
}

/** Puts the keyboard on the first element of a kind, in the page in front. */
export function focusOn(selector: string): void {
  const found = Array.from(document.querySelectorAll<HTMLElement>(selector)).find((one) => one.offsetParent !== null);
  found?.focus();
  found?.scrollIntoView({ block: 'nearest' });
}

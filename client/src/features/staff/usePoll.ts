import { useEffect, useRef } from 'react';
import { usePageShown } from '@/features/reports/useNow';

/**
 * Looks again every so often while the page is in front, and at once when it comes back to the front.
 * @param every milliseconds
 */
export function usePoll(look: () => unknown, every = 20_000): void {
  const shown = usePageShown();
  const latest = useRef(look);
  latest.current = look;
  const before = useRef(false);
  useEffect(() => {
    if (!shown) return;
    if (before.current) latest.current();
    before.current = true;
    const timer = setInterval(() => latest.current(), every);
    return () => clearInterval(timer);
  }, [shown, every]);
}

import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';

/**
 * The present, in milliseconds, told anew every so often while the page is in front.
 * @param every milliseconds
 */
export function useNow(every = 30_000): number {
  const shown = usePageShown();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!shown) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [shown, every]);
  return now;
}

/** Whether the page is the one in front. */
export function usePageShown(): boolean {
  const [shown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  return shown;
}

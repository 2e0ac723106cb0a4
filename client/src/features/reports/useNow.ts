import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { isH5 } from '@/services/platform';

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

/** Whether the page is the one in front, and in a browser its tab as well. */
export function usePageShown(): boolean {
  const [shown, setShown] = useState(true);
  const [tabShown, setTabShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  useEffect(() => {
    if (!isH5) return;
    const look = () => setTabShown(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return shown && tabShown;
}

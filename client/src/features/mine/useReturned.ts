import { useDidShow } from '@tarojs/taro';
import { useRef } from 'react';

/** Runs when the page comes back to the front, not when it opens. */
export function useReturned(run: () => void): void {
  const opened = useRef(false);
  useDidShow(() => {
    if (opened.current) run();
    opened.current = true;
  });
}

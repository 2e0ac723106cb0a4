import { useDidHide, useDidShow } from '@tarojs/taro';
import { useRef } from 'react';

/** Runs when the page comes back to the front, not when it opens; also in a part that came to the page later. */
export function useReturned(run: () => void): void {
  const left = useRef(false);
  useDidHide(() => {
    left.current = true;
  });
  useDidShow(() => {
    if (left.current) run();
    left.current = false;
  });
}

import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';

const WIDE = 900;

/** Whether list and work stand side by side: a window of 900 px and more. */
export function useWide(): boolean {
  const [wide, setWide] = useState(() => Taro.getWindowInfo().windowWidth >= WIDE);
  useEffect(() => {
    const changed = ({ size }: { size: { windowWidth: number } }) => setWide(size.windowWidth >= WIDE);
    Taro.onWindowResize(changed);
    return () => Taro.offWindowResize(changed);
  }, []);
  return wide;
}

import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';

const isWide = (): boolean => Taro.getWindowInfo().windowWidth >= 900;

/** Whether list and work stand side by side: a window of 900 px and more. */
export function useWide(): boolean {
  const [wide, setWide] = useState(isWide);
  useEffect(() => {
    const changed = () => setWide(isWide());
    Taro.onWindowResize(changed);
    return () => Taro.offWindowResize(changed);
  }, []);
  return wide;
}

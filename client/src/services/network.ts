import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';

/** Whether the phone says it has a network. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const changed = ({ isConnected }: { isConnected: boolean }) => setOnline(isConnected);
    void Taro.getNetworkType().then(({ networkType }) => setOnline(networkType !== 'none'));
    Taro.onNetworkStatusChange(changed);
    return () => Taro.offNetworkStatusChange(changed);
  }, []);
  return online;
}

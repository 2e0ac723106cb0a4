import Taro, { useLaunch, usePageNotFound } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { dressWindow } from '@/services/platformWindow';
import { wakeSession } from '@/services/signIn';
import { warmTabs } from '@/services/warmTabs';
import './app.scss';

dressWindow();
warmTabs();

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => void wakeSession());
  // An old link, or a mistyped one.
  usePageNotFound(() => void Taro.switchTab({ url: '/pages/street/index' }));
  return children;
}

import { useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { dressWindow } from '@/services/platformWindow';
import { wakeSession } from '@/services/signIn';
import './app.scss';

dressWindow();

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => void wakeSession());
  return children;
}

import Taro from '@tarojs/taro';
import { usePreferences } from './preferences';

const root = document.documentElement.classList;

/**
 * At a computer people see the phone in a frame; staff pages take the whole window (styles/window.scss). The tab bar
 * lies outside the pages: it learns of elder mode from the root.
 */
export function dressWindow(): void {
  Taro.eventCenter.on('__taroRouterChange', ({ toLocation }: { toLocation: { path: string } }) => {
    root.toggle('is-framed', !toLocation.path.includes('pkg-staff/'));
  });
  const follow = ({ elder }: { elder: boolean }) => root.toggle('is-elder', elder);
  follow(usePreferences.getState());
  usePreferences.subscribe(follow);
}

import Taro from '@tarojs/taro';

/** At a computer people see the phone in a frame; staff pages take the whole window (styles/window.scss). */
export function dressWindow(): void {
  Taro.eventCenter.on('__taroRouterChange', ({ toLocation }: { toLocation: { path: string } }) => {
    document.documentElement.classList.toggle('is-framed', !toLocation.path.includes('pkg-staff/'));
  });
}

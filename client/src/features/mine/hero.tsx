import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from '@/components/aria';
import './hero.scss';

/** The lake with its ripples, at the top of the pages about people. */
export function Hero({ label, children }: { label: string; children: ReactNode }) {
  return (
    <View className="hero" {...aria({ role: 'group', label })}>
      <View className="hero__ripple" {...aria({ hidden: true })} />
      <View className="hero__in">{children}</View>
    </View>
  );
}

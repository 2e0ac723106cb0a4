import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from './aria';

/** A heading of a page (1), card (2) or part of a card (3). */
export function Heading({
  level = 2,
  className = 'h3',
  children,
}: {
  level?: 1 | 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  return (
    <View className={className} {...aria({ role: 'heading', level })}>
      {children}
    </View>
  );
}

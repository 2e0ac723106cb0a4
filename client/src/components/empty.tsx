import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from './aria';
import { Heading } from './heading';

interface Props {
  title: string;
  text?: string;
  art?: 'boat' | 'bridge' | 'none';
  /** The ways on: one main button at most. */
  children?: ReactNode;
}

/** Nothing here: says so and shows a way on. */
export function Empty({ title, text, art = 'boat', children }: Props) {
  return (
    <View className="card empty">
      {art !== 'none' && <View className={`empty__art empty__art--${art}`} {...aria({ hidden: true })} />}
      <Heading>{title}</Heading>
      {text && <Text className="sub">{text}</Text>}
      {children}
    </View>
  );
}

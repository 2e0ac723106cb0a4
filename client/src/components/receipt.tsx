import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from './aria';
import { Heading } from './heading';
import { Stamp } from './marks';

interface Props {
  title: string;
  rows: readonly { name: string; value: string }[];
  /** Stamped once the other side has accepted: 已受理. */
  stamp?: string;
  children?: ReactNode;
}

/** The delivery receipt: a slip of paper with a stamp. */
export function Receipt({ title, rows, stamp, children }: Props) {
  return (
    <View className="receipt" {...aria({ role: 'region', label: title })}>
      <View className="row between">
        <Heading>{title}</Heading>
        {stamp && <Stamp text={stamp} />}
      </View>
      <View className="receipt__cut" />
      {rows.map((row) => (
        <View key={row.name} className="receipt__row">
          <Text className="receipt__name">{row.name}</Text>
          <Text className="receipt__value">{row.value}</Text>
        </View>
      ))}
      {children}
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Heading } from './heading';

/** The heading of a card or section, with one act at its side. */
export function SectionHead({ title, note, action }: { title: string; note?: string; action?: ReactNode }) {
  return (
    <View className="card__head">
      <View className="row wrap grow">
        <Heading>{title}</Heading>
        {note && <Text className="cap">{note}</Text>}
      </View>
      {action}
    </View>
  );
}

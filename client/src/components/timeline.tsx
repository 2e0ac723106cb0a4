import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';
import { Official } from './marks';

export interface TimelineItem {
  key: string;
  icon: IconName;
  title: string;
  note?: string;
  time?: string;
  /** `bad`: sent back, refused, not fixed. */
  tone?: 'now' | 'past' | 'bad';
  official?: boolean;
  children?: ReactNode;
}

/** What happened, in the order given. */
export function Timeline({ label, items }: { label?: string; items: readonly TimelineItem[] }) {
  return (
    <View className="line" {...aria({ role: 'list', label })}>
      {items.map((item) => (
        <View key={item.key} className={`line__item is-${item.tone ?? 'past'}`} {...aria({ role: 'listitem' })}>
          <View className="line__dot">
            <Icon name={item.icon} size="s" />
          </View>
          <View className="line__head">
            <View className="row wrap grow">
              <Text className={item.tone === 'now' ? 'strong' : ''}>{item.title}</Text>
              {item.official && <Official text={partsText.official} />}
            </View>
            {item.time && <Text className="cap line__time">{item.time}</Text>}
          </View>
          {item.note && <Text className="sub line__note">{item.note}</Text>}
          {item.children}
        </View>
      ))}
    </View>
  );
}

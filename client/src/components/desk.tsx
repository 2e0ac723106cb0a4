import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { ReactNode } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Heading } from './heading';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';
import { Tap } from './tap';
import { Watermark } from './watermark';
import '../styles/desk/desk.scss';

interface Props {
  /** Only what the role may open. */
  nav: readonly { key: string; label: string; icon: IconName; url: string; count?: number }[];
  current: string;
  who: { name: string; unit: string };
  title: string;
  note?: string;
  actions?: ReactNode;
  /** Viewer, unit and time, on pages with cases or people. */
  watermark?: string;
  /** A list of cases between the rail and the work. */
  queue?: ReactNode;
  children: ReactNode;
}

/** The frame of staff pages: the rail, perhaps a queue, and the work. */
export function Desk({ nav, current, who, title, note, actions, watermark, queue, children }: Props) {
  return (
    <View className={`desk__shell${queue ? ' desk__shell--queue' : ''}`}>
      <View className="rail" {...aria({ role: 'navigation', label: partsText.staff })}>
        <View className="rail__brand">{partsText.brand}</View>
        {nav.map((item) => (
          <Tap
            key={item.key}
            className={`rail__item${item.key === current ? ' is-on' : ''}`}
            role="link"
            current={item.key === current ? 'page' : undefined}
            onTap={() => void Taro.redirectTo({ url: item.url })}
          >
            <Icon name={item.icon} />
            <Text>{item.label}</Text>
            {item.count !== undefined && item.count > 0 && <Text className="rail__count">{item.count}</Text>}
          </Tap>
        ))}
        <View className="rail__who">
          <View className="ava" {...aria({ hidden: true })}>
            {who.name.slice(0, 1)}
          </View>
          <View className="grow">
            <View>{who.name}</View>
            <View className="cap">{who.unit}</View>
          </View>
        </View>
      </View>
      {queue}
      <View className="desk__main">
        <View className="desk__head">
          <Heading level={1} className="h2">
            {title}
          </Heading>
          {note && <Text className="cap grow">{note}</Text>}
          {actions && <View className="row desk__actions">{actions}</View>}
        </View>
        {children}
      </View>
      {watermark && <Watermark text={watermark} />}
    </View>
  );
}

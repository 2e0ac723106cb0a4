import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';
import { Tap } from './tap';

interface Props {
  icon?: IconName;
  title: string;
  note?: string;
  value?: ReactNode;
  onTap?: () => void;
}

/** A row of a card: what it is, its value, and the way further if it can be tapped. */
export function Cell({ icon, title, note, value, onTap }: Props) {
  const content = (
    <>
      {icon && <Icon name={icon} className="cell__icon" />}
      <View className="grow">
        <Text className="cell__title">{title}</Text>
        {note && <Text className="cap cell__note">{note}</Text>}
      </View>
      {value !== undefined && <View className="cell__value">{value}</View>}
      {onTap && <Icon name="ui-right" className="cell__more" />}
    </>
  );
  if (!onTap) return <View className="cell">{content}</View>;
  return (
    <Tap className="cell" onTap={onTap}>
      {content}
    </Tap>
  );
}

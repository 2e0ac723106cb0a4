import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';
import { Tap } from './tap';

interface Props {
  icon: IconName;
  /** Kind of thing: official work, soon, bad, on its way, waiting. */
  tone?: 'work' | 'soon' | 'bad' | 'way' | 'wait';
  title: string;
  note?: string;
  /** In place of the chevron. */
  side?: ReactNode;
  onTap: () => void;
}

/** One thing that waits for you. */
export function Todo({ icon, tone = 'work', title, note, side, onTap }: Props) {
  return (
    <Tap className="todo" onTap={onTap}>
      <View className={`tile tile--${tone}`}>
        <Icon name={icon} />
      </View>
      <View className="grow">
        <Text className="strong todo__title">{title}</Text>
        {note && <Text className="cap todo__note">{note}</Text>}
      </View>
      {side ?? <Icon name="ui-right" className="todo__more" />}
    </Tap>
  );
}

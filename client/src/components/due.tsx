import type { Clock } from '@jierong/shared/clock';
import { Text, View } from '@tarojs/components';
import { aria } from './aria';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';

export const dueIcons: Record<Clock['status'], IconName> = {
  onTime: 'act-clock',
  soon: 'act-clock',
  over: 'ui-alert',
  done: 'ui-check',
  paused: 'ui-pause',
};

interface Props {
  status: Clock['status'];
  text: string;
  label?: string;
}

/** The deadline in one line. */
export function Due({ status, text, label }: Props) {
  const tone = status === 'soon' || status === 'over' ? ` due--${status}` : '';
  return (
    <View className={`due${tone}`} {...aria({ role: 'timer', label: label ?? text })}>
      <Icon name={dueIcons[status]} size="s" />
      <Text>{text}</Text>
    </View>
  );
}

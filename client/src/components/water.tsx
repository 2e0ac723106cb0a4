import type { Clock } from '@jierong/shared/clock';
import { Text, View } from '@tarojs/components';
import { aria } from './aria';
import { dueIcons } from './due';
import { Icon } from './icon/icon';

interface Props {
  status: Clock['status'];
  /** Part of the limit used; 1 and more is over. */
  share: number;
  /** The rule: 处置时限 4 工作时. */
  limit: string;
  /** The end: 13:23 前. */
  until: string;
  /** What is left, in words: 还剩 2 小时 30 分. */
  text: string;
  label?: string;
  /** On a white card: a tinted ground. */
  inset?: boolean;
}

/** The deadline clock as a water level. */
export function Water({ status, share, limit, until, text, label, inset }: Props) {
  const tone = status === 'soon' || status === 'over' ? ` water--${status}` : '';
  const filled = `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
  return (
    <View
      className={`water${tone}${inset ? ' water--in' : ''}`}
      style={{ '--p': filled }}
      {...aria({ role: 'timer', label: label ?? `${limit}，${until}，${text}` })}
    >
      <View className="water__fill" />
      <View className="water__in row between">
        <Text className="cap">{limit}</Text>
        <Text className="cap">{until}</Text>
      </View>
      <View className="water__in water__big">
        <Icon name={dueIcons[status]} />
        <Text>{text}</Text>
      </View>
    </View>
  );
}

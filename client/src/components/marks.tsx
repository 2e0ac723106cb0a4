import { Text, View } from '@tarojs/components';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';

/** The seal of official words and acts. */
export function Official({ text }: { text: string }) {
  return <Text className="official">{text}</Text>;
}

/** The stamp of a receipt. */
export function Stamp({ text }: { text: string }) {
  return <View className="stamp">{text}</View>;
}

/** A quiet mark: 店家, 样本少. */
export function Tag({ text, icon }: { text: string; icon?: IconName }) {
  return (
    <View className="tag">
      {icon && <Icon name={icon} size="s" />}
      <Text>{text}</Text>
    </View>
  );
}

/** A count that waits for the reader; nothing at 0. */
export function Badge({ count, label }: { count: number; label: string }) {
  if (count <= 0) return null;
  return (
    <View className="badge" {...aria({ role: 'img', label })}>
      {count > 99 ? '99+' : count}
    </View>
  );
}

/** Demonstration data says so. */
export function DemoTag() {
  return (
    <View className="demo">
      <Tag text={partsText.demo} />
    </View>
  );
}

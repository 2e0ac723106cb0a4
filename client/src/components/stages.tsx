import { Text, View } from '@tarojs/components';
import { aria } from './aria';
import { Icon } from './icon/icon';

export interface Stage {
  label: string;
  phase: 'past' | 'now' | 'next';
  note?: string;
}

/** Where it stands on its way. */
export function Stages({ label, items }: { label: string; items: readonly Stage[] }) {
  return (
    <View className="stages" {...aria({ role: 'list', label })}>
      {items.map((item) => (
        <View
          key={item.label}
          className={`stages__item is-${item.phase}`}
          {...aria({ role: 'listitem', current: item.phase === 'now' ? 'step' : undefined })}
        >
          <View className="stages__dot">{item.phase === 'past' && <Icon name="ui-check" size="s" />}</View>
          <Text>{item.label}</Text>
          {item.note && <View className="cap">{item.note}</View>}
        </View>
      ))}
    </View>
  );
}

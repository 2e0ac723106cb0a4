import { Text, View } from '@tarojs/components';
import { aria } from './aria';

/** What happens next, numbered; four at most. */
export function Steps({ items }: { items: readonly string[] }) {
  return (
    <View className="steps" {...aria({ role: 'list' })}>
      {items.map((item, index) => (
        <View key={item} className="steps__item" {...aria({ role: 'listitem' })}>
          <Text className="steps__n">{index + 1}</Text>
          <Text className="grow">{item}</Text>
        </View>
      ))}
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Official, Tag } from './marks';

interface Props {
  name: string;
  note?: string;
  official?: boolean;
  tags?: readonly string[];
  tone?: 1 | 2 | 3 | 4;
}

/** A person or unit by name, with the first letter for a face. */
export function Person({ name, note, official, tags = [], tone = 1 }: Props) {
  return (
    <View className="person">
      <View className={`ava ava--${tone}`} {...aria({ hidden: true })}>
        {name.slice(0, 1)}
      </View>
      <View className="grow">
        <View className="row wrap">
          <Text className="strong">{name}</Text>
          {official && <Official text={partsText.official} />}
          {tags.map((tag) => (
            <Tag key={tag} text={tag} />
          ))}
        </View>
        {note && <View className="cap">{note}</View>}
      </View>
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Icon } from './icon/icon';
import { Tap } from './tap';

const five = [1, 2, 3, 4, 5] as const;

/** Stars as given, never without a number or words. `value` 0 to 5; 0 = nobody has rated. */
export function Stars({ value, words }: { value: number; words?: string }) {
  const said = words ?? value.toFixed(1).replace('.0', '');
  return (
    <View className="stars">
      <View className="stars" {...aria({ role: 'img', label: partsText.stars(value.toFixed(1).replace('.0', '')) })}>
        {five.map((star) => (
          <Icon
            key={star}
            name={star <= Math.round(value) ? 'act-star-fill' : 'act-star'}
            className={star <= Math.round(value) ? '' : 'stars__off'}
          />
        ))}
      </View>
      <Text className="stars__words">{said}</Text>
    </View>
  );
}

interface PickProps {
  label: string;
  /** 0 = not rated yet. */
  value: number;
  /** What one to five stars mean, in words. */
  words: readonly [string, string, string, string, string];
  onChange: (value: number) => void;
}

/** Stars to give, with the word of the chosen one beside them. */
export function StarsPick({ label, value, words, onChange }: PickProps) {
  return (
    <View className="stars stars--pick" {...aria({ role: 'radiogroup', label })}>
      {five.map((star, index) => (
        <Tap
          key={star}
          className="stars__one"
          role="radio"
          label={partsText.star(star, words[index] ?? '')}
          checked={star === value}
          onTap={() => onChange(star)}
        >
          <Icon name={star <= value ? 'act-star-fill' : 'act-star'} className={star <= value ? '' : 'stars__off'} />
        </Tap>
      ))}
      {value > 0 && <Text className="stars__words">{words[value - 1]}</Text>}
    </View>
  );
}

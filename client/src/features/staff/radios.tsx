import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Tap } from '@/components/tap';

interface Props<T extends string> {
  label: string;
  options: readonly { value: T; label: string }[];
  value?: T;
  onChange: (value: T) => void;
}

/** One of a few, all of them seen. */
export function Radios<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <View {...aria({ role: 'radiogroup', label })}>
      {options.map((option) => (
        <Tap
          key={option.value}
          className={`radio${option.value === value ? ' is-on' : ''}`}
          role="radio"
          checked={option.value === value}
          onTap={() => onChange(option.value)}
        >
          <Text>{option.label}</Text>
        </Tap>
      ))}
    </View>
  );
}

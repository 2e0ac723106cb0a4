import { Text, View } from '@tarojs/components';
import { aria } from './aria';
import { Tap } from './tap';

interface Props<T extends string> {
  label: string;
  options: readonly { value: T; label: string; count?: number }[];
  value: T;
  onChange: (value: T) => void;
}

/** A few views of one thing, side by side. */
export function Seg<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <View className="seg" {...aria({ role: 'tablist', label })}>
      {options.map((option) => {
        const on = option.value === value;
        return (
          <Tap
            key={option.value}
            className={`seg__one${on ? ' is-on' : ''}`}
            role="tab"
            selected={on}
            onTap={() => onChange(option.value)}
          >
            <Text>{option.count === undefined ? option.label : `${option.label} ${option.count}`}</Text>
          </Tap>
        );
      })}
    </View>
  );
}

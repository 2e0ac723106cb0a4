import { Text, View } from '@tarojs/components';
import { aria } from './aria';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';
import { Tap } from './tap';

export interface Option<T extends string> {
  value: T;
  label: string;
  icon?: IconName;
  disabled?: boolean;
}

interface Props<T extends string> {
  label: string;
  mode?: 'one' | 'many';
  options: readonly Option<T>[];
  value: readonly T[];
  onChange: (value: T[]) => void;
  /** One a row. */
  stack?: boolean;
}

/** Choices as chips: one of them (radio) or several (checkbox). */
export function Picks<T extends string>({ label, mode = 'one', options, value, onChange, stack }: Props<T>) {
  const choose = (chosen: T) => {
    if (mode === 'one') onChange([chosen]);
    else onChange(value.includes(chosen) ? value.filter((other) => other !== chosen) : [...value, chosen]);
  };
  return (
    <View
      className={`chips picks${stack ? ' picks--stack' : ''}`}
      {...aria({ role: mode === 'one' ? 'radiogroup' : 'group', label })}
    >
      {options.map((option) => {
        const on = value.includes(option.value);
        return (
          <Tap
            key={option.value}
            className={`pick${on ? ' is-on' : ''}`}
            role={mode === 'one' ? 'radio' : 'checkbox'}
            checked={on}
            disabled={option.disabled}
            onTap={() => choose(option.value)}
          >
            {option.icon && <Icon name={option.icon} />}
            <Text>{option.label}</Text>
            {on && <Icon name="ui-check" size="s" />}
          </Tap>
        );
      })}
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Icon } from '@/components/icon/icon';
import { Tap } from '@/components/tap';
import { staffText } from '@/text/staff';

interface Option<T extends string> {
  value: T;
  label: string;
  note?: string;
}

interface Props<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value?: T;
  /** Under the field. */
  note?: string;
  onChange: (value: T) => void;
}

/** One of many, folded away once it is chosen. */
export function Choose<T extends string>({ label, options, value, note, onChange }: Props<T>) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <View className="field">
      <View className="field__head">
        <Text className="field__label">{label}</Text>
      </View>
      <Tap
        className="sel"
        expanded={open}
        label={`${label}：${chosen?.label ?? staffText.choose}`}
        onTap={() => setOpen(!open)}
      >
        <Text className={`ellip${chosen ? '' : ' staff__hint'}`}>{chosen?.label ?? staffText.choose}</Text>
        <Icon name={open ? 'ui-up' : 'ui-down'} size="s" />
      </Tap>
      {open && (
        <View className="staff__options" {...aria({ role: 'radiogroup', label })}>
          {options.map((option) => (
            <Tap
              key={option.value}
              className={`radio${option.value === value ? ' is-on' : ''}`}
              role="radio"
              checked={option.value === value}
              onTap={() => {
                onChange(option.value);
                setOpen(false);
              }}
            >
              <Text className="grow">{option.label}</Text>
              {option.note && <Text className="cap">{option.note}</Text>}
            </Tap>
          ))}
        </View>
      )}
      {note && <View className="cap mt1">{note}</View>}
    </View>
  );
}

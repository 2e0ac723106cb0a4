import { View } from '@tarojs/components';
import { type ReactNode, useId } from 'react';
import { partsText } from '@/text/parts';
import { aria } from './aria';
import { Icon } from './icon/icon';
import { Tap } from './tap';
import { TextInput } from './textInput';

interface Props {
  label: string;
  value: string;
  placeholder?: string;
  /** Over a map. */
  float?: boolean;
  onInput: (text: string) => void;
  onSearch?: () => void;
  /** At its right side: an icon button. */
  children?: ReactNode;
}

/** A search field. */
export function SearchBox({ label, value, placeholder, float, onInput, onSearch, children }: Props) {
  return (
    <View className={`search${float ? ' search--float' : ''}`} {...aria({ role: 'search' })}>
      <Icon name="act-search" />
      <TextInput
        id={useId()}
        label={label}
        className="search__input"
        value={value}
        placeholder={placeholder}
        onInput={onInput}
        onConfirm={onSearch}
        search
      />
      {value !== '' && (
        <Tap className="iconbtn" label={partsText.clear} onTap={() => onInput('')}>
          <Icon name="ui-close" size="s" />
        </Tap>
      )}
      {children}
    </View>
  );
}

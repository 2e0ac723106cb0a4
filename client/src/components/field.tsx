import { Text, View } from '@tarojs/components';
import { useId } from 'react';
import { aria } from './aria';
import { Icon } from './icon/icon';
import { TextInput } from './textInput';

interface Props {
  label: string;
  value: string;
  onInput: (text: string) => void;
  onConfirm?: () => void;
  multiline?: boolean;
  /** Longest text in characters; then a count is shown. */
  max?: number;
  placeholder?: string;
  type?: 'text' | 'digit' | 'number' | 'password';
  /** What is wrong and what to do. */
  error?: string;
  note?: string;
  disabled?: boolean;
  /** The label is heard but not seen. */
  hideLabel?: boolean;
}

/** A labelled text field. */
export function Field(props: Props) {
  const { label, value, max, multiline, error, note, hideLabel } = props;
  const id = useId();
  const count = max === undefined ? undefined : `${value.length}/${max}`;
  return (
    <View className={`field${error ? ' is-wrong' : ''}`}>
      {!(hideLabel && count === undefined) && (
        <View className="field__head">
          <Text className={hideLabel ? 'sr' : 'field__label'}>{label}</Text>
          {count && <Text className="cap">{count}</Text>}
        </View>
      )}
      <TextInput
        id={id}
        label={label}
        className={multiline ? 'area' : 'field__input'}
        value={value}
        onInput={props.onInput}
        onConfirm={props.onConfirm}
        placeholder={props.placeholder}
        max={max}
        multiline={multiline}
        type={props.type}
        disabled={props.disabled}
        wrong={Boolean(error)}
      />
      {error && (
        <View id={`${id}-wrong`} className="field__wrong" {...aria({ role: 'alert' })}>
          <Icon name="ui-alert" size="s" />
          <Text>{error}</Text>
        </View>
      )}
      {note && !error && <View className="cap mt1">{note}</View>}
    </View>
  );
}

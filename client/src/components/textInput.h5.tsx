import type { KeyboardEvent } from 'react';
import type { TextInputProps } from './textInput';

const inputModes = { text: 'text', digit: 'decimal', number: 'numeric', password: 'text' } as const;

/** On h5 the browser's own input: its label, its keyboard and its autofill. */
export function TextInput(props: TextInputProps) {
  const { type = 'text', max, onConfirm } = props;
  const common = {
    id: props.id,
    className: props.className,
    value: props.value,
    placeholder: props.placeholder,
    maxLength: max,
    disabled: props.disabled,
    'aria-label': props.label,
    'aria-invalid': props.wrong || undefined,
    'aria-describedby': props.wrong ? `${props.id}-wrong` : undefined,
  };
  if (props.multiline) {
    return <textarea {...common} rows={3} onChange={(event) => props.onInput(event.target.value)} />;
  }
  const confirm = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) onConfirm?.();
  };
  return (
    <input
      {...common}
      type={type === 'password' ? 'password' : props.search ? 'search' : 'text'}
      inputMode={inputModes[type]}
      enterKeyHint={props.search ? 'search' : 'done'}
      onChange={(event) => props.onInput(event.target.value)}
      onKeyDown={confirm}
    />
  );
}

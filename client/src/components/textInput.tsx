import { Input, Textarea } from '@tarojs/components';

export interface TextInputProps {
  id: string;
  label: string;
  className: string;
  value: string;
  onInput: (text: string) => void;
  onConfirm?: () => void;
  placeholder?: string;
  max?: number;
  multiline?: boolean;
  type?: 'text' | 'digit' | 'number' | 'password';
  disabled?: boolean;
  wrong?: boolean;
  search?: boolean;
}

/** The bare text input; Field and SearchBox dress it. */
export function TextInput(props: TextInputProps) {
  const { type = 'text', max, placeholder, value, disabled } = props;
  const common = {
    className: props.className,
    value,
    placeholder,
    placeholderClass: 'field__hint',
    maxlength: max ?? -1,
    disabled,
    ariaLabel: props.label,
    onInput: (event: { detail: { value: string } }) => props.onInput(event.detail.value),
    onConfirm: () => props.onConfirm?.(),
  };
  if (props.multiline) return <Textarea {...common} autoHeight disableDefaultPadding cursorSpacing={80} />;
  return (
    <Input
      {...common}
      type={type === 'password' ? 'text' : type}
      password={type === 'password'}
      confirmType={props.search ? 'search' : 'done'}
      cursorSpacing={80}
    />
  );
}

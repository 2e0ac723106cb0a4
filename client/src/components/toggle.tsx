import { Tap } from './tap';

interface Props {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** A switch: takes effect at once. */
export function Toggle({ label, checked, onChange, disabled }: Props) {
  return (
    <Tap
      className={`switch${checked ? ' is-on' : ''}`}
      role="switch"
      label={label}
      checked={checked}
      disabled={disabled}
      onTap={() => onChange(!checked)}
    />
  );
}

import { aria } from './aria';
import type { TapProps } from './tap';

/** On h5 a real button: focus, Enter and Space come with it. */
export function Tap({ onTap, className = '', role = 'button', disabled, busy, keys, style, ...told }: TapProps) {
  const { children, ...state } = told;
  return (
    <button
      type="button"
      className={`tap ${className}${disabled ? ' is-disabled' : ''}`}
      style={style}
      disabled={disabled}
      aria-keyshortcuts={keys}
      onClick={(event) => {
        event.stopPropagation();
        if (!busy) onTap?.();
      }}
      {...aria({ role: role === 'button' ? undefined : role, busy, ...state })}
    >
      {children}
    </button>
  );
}

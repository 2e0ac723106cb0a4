import { View } from '@tarojs/components';
import type { CSSProperties, ReactNode } from 'react';
import { aria } from './aria';

export interface TapProps {
  onTap?: () => void;
  className?: string;
  role?: 'button' | 'link' | 'radio' | 'checkbox' | 'tab' | 'switch' | 'menuitem' | 'option';
  label?: string;
  checked?: boolean;
  selected?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  current?: boolean | 'page' | 'step';
  disabled?: boolean;
  busy?: boolean;
  /** Keyboard shortcut as `aria-keyshortcuts` writes it; the page itself listens for it. */
  keys?: string;
  style?: CSSProperties;
  children?: ReactNode;
}

/** Anything that can be tapped. A tap on it is not seen by what lies around it. */
export function Tap({ onTap, className = '', role = 'button', disabled, busy, keys: _keys, style, ...told }: TapProps) {
  const { children, ...state } = told;
  const dead = disabled || busy;
  return (
    <View
      className={`tap ${className}${disabled ? ' is-disabled' : ''}`}
      hoverClass={dead ? 'none' : 'is-pressed'}
      style={style}
      onClick={(event) => {
        event.stopPropagation();
        if (!dead) onTap?.();
      }}
      {...aria({ role, disabled, busy, ...state })}
    >
      {children}
    </View>
  );
}

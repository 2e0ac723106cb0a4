/** What a screen reader is told about an element. */
export interface Aria {
  role?: string;
  label?: string;
  hidden?: boolean;
  live?: 'polite' | 'assertive';
  modal?: boolean;
  busy?: boolean;
  disabled?: boolean;
  checked?: boolean;
  selected?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  current?: boolean | 'page' | 'step';
  level?: number;
  valueNow?: number;
  valueMin?: number;
  valueMax?: number;
  valueText?: string;
}

const names: Record<keyof Aria, string> = {
  role: process.env.TARO_ENV === 'weapp' ? 'aria-role' : 'role',
  label: 'aria-label',
  hidden: 'aria-hidden',
  live: 'aria-live',
  modal: 'aria-modal',
  busy: 'aria-busy',
  disabled: 'aria-disabled',
  checked: 'aria-checked',
  selected: 'aria-selected',
  pressed: 'aria-pressed',
  expanded: 'aria-expanded',
  current: 'aria-current',
  level: 'aria-level',
  valueNow: 'aria-valuenow',
  valueMin: 'aria-valuemin',
  valueMax: 'aria-valuemax',
  valueText: 'aria-valuetext',
};

/**
 * The attributes to spread on a View or Text. WeChat calls the role `aria-role`, the browser `role`; values are
 * strings because the mini-program's template drops booleans that are false.
 */
export function aria(told: Aria): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(told)) {
    if (value !== undefined) attributes[names[key as keyof Aria]] = String(value);
  }
  return attributes;
}

import { View } from '@tarojs/components';
import { aria } from '../aria';
import type { IconName } from './names';

interface Props {
  name: IconName;
  /** s 14 px, m 20 px, l 24 px; all grow in elder mode. */
  size?: 's' | 'm' | 'l';
  /** Only when no word beside it says the same. */
  label?: string;
  className?: string;
}

/** A drawn sign in the colour of the text around it. */
export function Icon({ name, size = 'm', label, className = '' }: Props) {
  const sized = size === 'm' ? '' : ` ic--${size}`;
  return (
    <View
      className={`ic ic-${name}${sized} ${className}`}
      {...aria(label ? { role: 'img', label } : { hidden: true })}
    />
  );
}

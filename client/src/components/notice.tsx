import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from './aria';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';

interface Props {
  tone?: 'info' | 'soon' | 'bad';
  icon?: IconName;
  /** From edge to edge, under the title. */
  flat?: boolean;
  /** Read at once, not when there is time. */
  alert?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

const icons = { info: 'ui-info', soon: 'act-clock', bad: 'ui-alert' } as const;

/** A few words about what is going on. */
export function Notice({ tone = 'info', icon, flat, alert, action, children }: Props) {
  return (
    <View
      className={`notice${tone === 'info' ? '' : ` notice--${tone}`}${flat ? ' notice--flat' : ''}`}
      {...aria(alert ? { role: 'alert', live: 'assertive' } : { role: 'status', live: 'polite' })}
    >
      <Icon name={icon ?? icons[tone]} className="notice__icon" />
      <View className="notice__text">{children}</View>
      {action && <View className="notice__act">{action}</View>}
    </View>
  );
}

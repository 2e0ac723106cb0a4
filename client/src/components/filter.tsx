import { Text } from '@tarojs/components';
import { Icon } from './icon/icon';
import type { IconName } from './icon/names';
import { Tap } from './tap';

/** A filter chip: pressed while it holds something back. */
export function Filter({
  label,
  on = false,
  icon,
  onTap,
}: {
  label: string;
  on?: boolean;
  icon?: IconName;
  onTap: () => void;
}) {
  return (
    <Tap className={`filter${on ? ' is-on' : ''}`} pressed={on} onTap={onTap}>
      <Text>{label}</Text>
      {icon && <Icon name={icon} size="s" />}
    </Tap>
  );
}

import type { ReportState } from '@jierong/shared/reportPosition';
import { Text, View } from '@tarojs/components';
import { Icon } from './icon/icon';

type Kind = 'wait' | 'way' | 'work' | 'people' | 'fixed' | 'done' | 'stop' | 'back' | 'ended';

/** The style of the ground tells the kind of state; the icon and the word tell the state. */
const kinds: Record<ReportState, Kind> = {
  received: 'wait',
  inReview: 'wait',
  forwarding: 'way',
  delivered: 'way',
  filed: 'work',
  dispatched: 'work',
  handling: 'work',
  claimed: 'people',
  resolved: 'fixed',
  closed: 'done',
  refused: 'stop',
  declined: 'stop',
  reopened: 'back',
  merged: 'ended',
  withdrawn: 'ended',
};

/** One of the fifteen public states, as a chip. */
export function StateChip({ state, label }: { state: ReportState; label: string }) {
  return (
    <View className={`state state--${kinds[state]}`}>
      <Icon name={`state-${state}`} size="s" />
      <Text>{label}</Text>
    </View>
  );
}

import type { Board } from '@jierong/shared/board';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { boardText } from '@/text/board';
import { stateLabels } from '@/text/states';

/** Where the reports of the window stand. */
export function StateBar({ board }: { board: Board }) {
  const states = [...board.byState].sort((a, b) => b.count - a.count);
  return (
    <Card title={boardText.byState} action={<Text className="cap">{boardText.byStateNote(board.reported)}</Text>}>
      <View className="board__bar" {...aria({ hidden: true })}>
        {states.map(({ state, count }) => (
          <View key={state} className={`board__part board__tone--${state}`} style={{ flexGrow: count }} />
        ))}
      </View>
      <View className="board__states" {...aria({ role: 'list', label: boardText.byState })}>
        {states.map(({ state, count }) => (
          <View key={state} className="board__state" {...aria({ role: 'listitem' })}>
            <View className={`board__dot board__tone--${state}`} />
            <Icon name={`state-${state}`} size="s" />
            <Text className="grow">{stateLabels[state]}</Text>
            <Text className="strong">{count}</Text>
          </View>
        ))}
      </View>
    </Card>
  );
}

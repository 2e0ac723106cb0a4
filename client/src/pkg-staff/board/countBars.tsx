import type { Board } from '@jierong/shared/board';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/names';
import { boardText } from '@/text/board';
import { groupIcons, groupLabels } from '@/text/categories';

interface Line {
  key: string;
  name: string;
  icon?: IconName;
  count: number;
  open: number;
}

const SHOWN = 8;

/** The largest ones, and the rest as one line. */
function largest(lines: readonly Line[], rest: (count: number) => string): Line[] {
  const sorted = [...lines].sort((a, b) => b.count - a.count);
  if (sorted.length <= SHOWN) return sorted;
  const others = sorted.slice(SHOWN - 1);
  const sum = (of: (line: Line) => number) => others.reduce((total, line) => total + of(line), 0);
  return [
    ...sorted.slice(0, SHOWN - 1),
    {
      key: 'rest',
      icon: sorted[0]?.icon && 'ui-more',
      name: rest(others.length),
      count: sum(({ count }) => count),
      open: sum(({ open }) => open),
    },
  ];
}

function Bars({ title, lines, none }: { title: string; lines: readonly Line[]; none: string }) {
  const most = Math.max(1, ...lines.map(({ count }) => count));
  return (
    <Card title={title} action={<Text className="cap">{boardText.openNote}</Text>}>
      {lines.length === 0 && <Text className="sub">{none}</Text>}
      <View {...aria({ role: 'list', label: title })}>
        {lines.map(({ key, name, icon, count, open }) => (
          <View
            key={key}
            className="board__line"
            {...aria({ role: 'listitem', label: `${name}，${boardText.openOf(count, open)}` })}
          >
            {icon && <Icon name={icon} size="s" className="board__icon" />}
            <Text className="board__name ellip">{name}</Text>
            <View className="board__track">
              <View className="board__count" style={{ width: `${(count / most) * 100}%` }}>
                <View className="board__open" style={{ width: `${count ? (open / count) * 100 : 0}%` }} />
              </View>
            </View>
            <Text className="board__number">{count}</Text>
          </View>
        ))}
      </View>
    </Card>
  );
}

/** Which matters are many. */
export function GroupBars({ board }: { board: Board }) {
  const lines = board.byGroup.map(({ group, count, open }) => ({
    key: group,
    name: groupLabels[group],
    icon: groupIcons[group],
    count,
    open,
  }));
  return <Bars title={boardText.byGroup} lines={largest(lines, boardText.restGroups)} none={boardText.noReports} />;
}

/** Which roads have many. */
export function RoadBars({ board }: { board: Board }) {
  const lines = board.byRoad.map(({ road, count, open }) => ({ key: road, name: road, count, open }));
  return <Bars title={boardText.byRoad} lines={largest(lines, boardText.restRoads)} none={boardText.noRoads} />;
}

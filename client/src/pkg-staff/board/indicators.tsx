import type { Board } from '@jierong/shared/board';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Tag } from '@/components/marks';
import { boardText, isFew, percentOf } from '@/text/board';

interface Indicator {
  name: string;
  value: string;
  unit?: string;
  /** The two numbers behind it. */
  note: string;
  few?: boolean;
  bad?: boolean;
}

const rate = (name: string, { count, of }: Board['closing'], note: string): Indicator => {
  const percent = percentOf({ count, of });
  return { name, value: percent ?? boardText.noRate, unit: percent && '%', note, few: isFew(of) };
};

function indicatorsOf(board: Board): Indicator[] {
  const { closing, onTime, rework, satisfied, asked, overdue } = board;
  return [
    {
      name: boardText.reported,
      value: String(board.reported),
      unit: boardText.pieces,
      note: boardText.reportedNote(board.open),
    },
    rate(boardText.closing, closing, boardText.closingOf(closing)),
    rate(boardText.onTime, onTime, boardText.onTimeOf(onTime)),
    rate(boardText.rework, rework, boardText.reworkOf(rework)),
    rate(boardText.satisfied, satisfied, boardText.satisfiedOf(satisfied, asked)),
    {
      name: boardText.overdue,
      value: String(overdue),
      unit: boardText.pieces,
      note: overdue ? boardText.overdueNote : boardText.overdueNone,
      bad: overdue > 0,
    },
  ];
}

/** The six numbers of the district, each with what it is counted from. */
export function Indicators({ board }: { board: Board }) {
  return (
    <View className="board__inds" {...aria({ role: 'list', label: boardText.daysTitle(board.days) })}>
      {indicatorsOf(board).map(({ name, value, unit, note, few, bad }) => (
        <View key={name} className={`board__ind${bad ? ' board__ind--bad' : ''}`} {...aria({ role: 'listitem' })}>
          <View className="row between">
            <Text className="sub">{name}</Text>
            {few && <Tag text={boardText.few} />}
          </View>
          <View className="board__value">
            <Text>{value}</Text>
            {unit && <Text className="board__unit">{unit}</Text>}
          </View>
          <View className="cap">{note}</View>
        </View>
      ))}
    </View>
  );
}

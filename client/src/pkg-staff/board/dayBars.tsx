import type { Board } from '@jierong/shared/board';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { boardText, dayLabel } from '@/text/board';

/** What came in and what was closed, day by day. */
export function DayBars({ board }: { board: Board }) {
  const days = board.byDay;
  const most = Math.max(1, ...days.flatMap(({ reported, closed }) => [reported, closed]));
  const sum = (of: (day: Board['byDay'][number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const height = (count: number) => ({ height: `${(count / most) * 100}%` });
  const middle = days[Math.floor(days.length / 2)];
  const first = days[0];
  const last = days.at(-1);
  return (
    <Card className="board__dayscard" title={boardText.byDay} action={<Legend most={most} />}>
      <View
        className={`board__days${days.length > 31 ? ' board__days--many' : ''}`}
        {...aria({
          role: 'img',
          label: boardText.daySentence(
            days.length,
            sum(({ reported }) => reported),
            sum(({ closed }) => closed),
          ),
        })}
      >
        {days.map(({ day, reported, closed }) => (
          <View key={day} className="board__day">
            <View className="board__reported" style={height(reported)} />
            <View className="board__closed" style={height(closed)} />
          </View>
        ))}
      </View>
      {first && middle && last && (
        <View className="row between cap mt1">
          <Text>{dayLabel(first.day)}</Text>
          <Text>{dayLabel(middle.day)}</Text>
          <Text>{dayLabel(last.day)}</Text>
        </View>
      )}
    </Card>
  );
}

function Legend({ most }: { most: number }) {
  return (
    <View className="row cap wrap board__legend">
      <View className="board__swatch board__reported" />
      <Text>{boardText.dayReported}</Text>
      <View className="board__swatch board__closed" />
      <Text>{boardText.dayClosed}</Text>
      <Text>{boardText.most(most)}</Text>
    </View>
  );
}

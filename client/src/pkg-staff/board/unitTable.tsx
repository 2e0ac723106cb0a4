import type { Board } from '@jierong/shared/board';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Tag } from '@/components/marks';
import { Tap } from '@/components/tap';
import { boardText, isFew } from '@/text/board';

type Unit = Board['units'][number];

/** Part handled in time; units with nothing handled come last. */
const share = ({ handled, onTime }: Unit): number => (handled ? onTime / handled : -1);

const openUnit = (id: string) => void Taro.navigateTo({ url: `/pkg-mine/unit/index?id=${id}` });

/** Units side by side, each number with what it is counted from. Persons are never compared. */
export function UnitTable({ board }: { board: Board }) {
  const units = [...board.units].sort((a, b) => share(b) - share(a) || b.handled - a.handled);
  const heads = [
    boardText.unit,
    boardText.handled,
    boardText.unitOnTime,
    boardText.unitOverdue,
    boardText.unitSatisfied,
  ];
  return (
    <Card title={boardText.units} action={<Text className="cap">{boardText.unitsNote}</Text>}>
      <View className="tbl board__units" {...aria({ role: 'table', label: boardText.units })}>
        <View className="tbl__row" {...aria({ role: 'row' })}>
          {heads.map((head, n) => (
            <View key={head} className={`tbl__head${n ? ' tbl__cell--r' : ''}`} {...aria({ role: 'columnheader' })}>
              {head}
            </View>
          ))}
        </View>
        {units.map((unit) => (
          <UnitRow key={unit.id} unit={unit} />
        ))}
      </View>
    </Card>
  );
}

function UnitRow({ unit }: { unit: Unit }) {
  const { name, handled, onTime, overdue, answered, satisfied } = unit;
  const cell = (value: string) => (
    <View className="tbl__cell tbl__cell--r" {...aria({ role: 'cell' })}>
      <Text className="board__of">{value}</Text>
    </View>
  );
  return (
    <View className="tbl__row" {...aria({ role: 'row' })}>
      <View className="tbl__cell" {...aria({ role: 'cell' })}>
        <Tap className="tlink" role="link" label={boardText.unitPage(name)} onTap={() => openUnit(unit.id)}>
          <Text>{name}</Text>
        </Tap>
      </View>
      {cell(String(handled))}
      {cell(handled ? boardText.ofText({ count: onTime, of: handled }) : boardText.none)}
      {cell(String(overdue))}
      <View className="tbl__cell tbl__cell--r" {...aria({ role: 'cell' })}>
        {isFew(answered) && <Tag text={boardText.few} />}
        <Text className="board__of">
          {answered ? boardText.ofText({ count: satisfied, of: answered }) : boardText.none}
        </Text>
      </View>
    </View>
  );
}

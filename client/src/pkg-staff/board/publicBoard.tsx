import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Heading } from '@/components/heading';
import { boardText } from '@/text/board';
import { BoardContent } from './boardContent';
import { type Days, WindowSeg } from './windowSeg';
// The frame of staff pages gives the measures.
import '@/styles/desk/desk.scss';

/** The board for everybody: its numbers are public. */
export function PublicBoard() {
  const [days, setDays] = useState<Days>('30');
  return (
    <View className="board--public">
      <View className="desk__head">
        <Heading level={1} className="h2">
          {boardText.title}
        </Heading>
        <Text className="cap grow">{boardText.public}</Text>
        <View className="board__window">
          <WindowSeg value={days} onChange={setDays} />
        </View>
      </View>
      <BoardContent days={Number(days)} />
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Heading } from '@/components/heading';
import { boardText } from '@/text/board';
import { staffText } from '@/text/staff';
import { BoardContent } from './boardContent';
import { type Days, WindowSeg } from './windowSeg';

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
        <View className="board__home">
          <Btn kind="plain" size="mid" onTap={() => void Taro.switchTab({ url: '/pages/street/index' })}>
            {staffText.toStreet}
          </Btn>
        </View>
      </View>
      <BoardContent days={Number(days)} />
    </View>
  );
}

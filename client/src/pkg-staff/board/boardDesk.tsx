import { View } from '@tarojs/components';
import { useState } from 'react';
import { AccountButton } from '@/features/staff/accountButton';
import { StaffDesk } from '@/features/staff/staffDesk';
import { boardText } from '@/text/board';
import { BoardContent } from './boardContent';
import { type Days, WindowSeg } from './windowSeg';

/** The board beside the rail. */
export function BoardDesk() {
  const [days, setDays] = useState<Days>('30');
  return (
    <StaffDesk
      page="board"
      title={boardText.title}
      note={boardText.public}
      actions={
        <>
          <View className="board__window">
            <WindowSeg value={days} onChange={setDays} />
          </View>
          <AccountButton />
        </>
      }
    >
      <BoardContent days={Number(days)} />
    </StaffDesk>
  );
}

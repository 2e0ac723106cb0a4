import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { deskText } from '@/text/desk';
import type { DeskView } from './deskFilter';

/** Nothing in this view: nothing to do, or nothing found. */
export function NoCases({ filtered, view, onAll }: { filtered: boolean; view: DeskView; onAll: () => void }) {
  const found = filtered || view !== 'mine';
  return (
    <Empty
      title={found ? deskText.noneFound : deskText.noneMine}
      text={found ? deskText.noneFoundNote : deskText.noneMineNote}
    >
      <Btn kind="soft" onTap={onAll}>
        {deskText.seeAll}
      </Btn>
    </Empty>
  );
}

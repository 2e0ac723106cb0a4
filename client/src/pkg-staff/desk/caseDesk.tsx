import type { CaseCard } from '@jierong/shared/cases';
import { cases } from '@jierong/shared/endpoints/cases';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useNow } from '@/features/reports/useNow';
import { KeysHelp } from '@/features/staff/keysHelp';
import { moveKeys } from '@/features/staff/moveKeys';
import { QueueFrame } from '@/features/staff/queueFrame';
import { StaffDesk } from '@/features/staff/staffDesk';
import { focusOn, useKeys } from '@/features/staff/useKeys';
import { useMasterDetail } from '@/features/staff/useMasterDetail';
import { useQueue } from '@/features/staff/useQueue';
import { deskText } from '@/text/desk';
import { staffText } from '@/text/staff';
import { CasePanel } from '../case/casePanel';
import { CaseRow } from './caseRow';
import { type DeskFilter, everything, isFiltered, listInput } from './deskFilter';
import { DeskHead } from './deskHead';
import { NoCases } from './noCases';

const idOf = ({ id }: CaseCard) => id;

export function CaseDesk() {
  const [filter, setFilter] = useState<DeskFilter>(everything('mine'));
  const queue = useQueue(cases.list, listInput(filter), idOf);
  const now = useNow();
  const { wide, chosenId, choose, step, leave } = useMasterDetail(queue.items, idOf, '/pkg-staff/case/index');
  const change = (next: Partial<DeskFilter>) => setFilter((old) => ({ ...old, ...next }));

  const open = () => {
    if (wide) focusOn('.case__next textarea, .case__next button');
    else if (chosenId) choose(chosenId);
  };
  useKeys({ ...moveKeys(step), Enter: open, '/': () => focusOn('.queue .search__input') });

  const hasNext = queue.items.some((item) => item.id !== chosenId);

  return (
    <StaffDesk
      page="desk"
      title={deskText.title}
      queue={
        <QueueFrame
          title={deskText.title}
          label={deskText.queue}
          queue={queue}
          head={<DeskHead filter={filter} counts={queue.first?.counts} onChange={change} />}
          empty={
            <NoCases filtered={isFiltered(filter)} view={filter.view} onAll={() => setFilter(everything('all'))} />
          }
          foot={
            <KeysHelp
              keys={[
                { keys: ['↑', '↓'], what: staffText.keysMove },
                { keys: ['Enter'], what: staffText.keysOpen },
                { keys: ['/'], what: staffText.keysSearch },
              ]}
            />
          }
        >
          {queue.items.map((item) => (
            <CaseRow key={item.id} item={item} now={now} on={item.id === chosenId} onTap={() => choose(item.id)} />
          ))}
        </QueueFrame>
      }
    >
      {wide &&
        (chosenId ? (
          <CasePanel
            key={chosenId}
            id={chosenId}
            onOpen={choose}
            onActed={() => void queue.reload()}
            onNext={hasNext ? () => leave(chosenId) : undefined}
          />
        ) : (
          <View />
        ))}
    </StaffDesk>
  );
}

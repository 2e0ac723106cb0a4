import { talkReview } from '@jierong/shared/endpoints/review';
import type { TalkReviewItem } from '@jierong/shared/review';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Empty } from '@/components/empty';
import { Tag } from '@/components/marks';
import { Tap } from '@/components/tap';
import { useNow } from '@/features/reports/useNow';
import { KeysHelp } from '@/features/staff/keysHelp';
import { moveKeys } from '@/features/staff/moveKeys';
import { QueueFrame } from '@/features/staff/queueFrame';
import { StaffDesk } from '@/features/staff/staffDesk';
import { useKeys } from '@/features/staff/useKeys';
import { useMasterDetail } from '@/features/staff/useMasterDetail';
import { useQueue } from '@/features/staff/useQueue';
import { WorkGone } from '@/features/staff/workGone';
import { reviewText, talkText } from '@/text/reviewing';
import { shortWhen, staffText } from '@/text/staff';
import { TalkPanel } from './talkPanel';

const idOf = ({ id }: TalkReviewItem) => id;

/** Comments and proposals held for a moderator. */
export function TalkReview({ head }: { head: ReactNode }) {
  const queue = useQueue(talkReview.list, {}, idOf);
  const now = useNow();
  const { chosen, chosenId, showsList, showsWork, choose, step, leave } = useMasterDetail(
    queue.items,
    idOf,
    '/pkg-staff/review/index?kind=talk',
  );
  useKeys(moveKeys(step));
  const decided = (id: string) => {
    leave(id);
    queue.drop(id);
  };
  return (
    <StaffDesk
      page="review"
      title={reviewText.title}
      queue={
        showsList && (
          <QueueFrame
            title={reviewText.title}
            label={talkText.queue}
            queue={queue}
            head={head}
            empty={<Empty title={talkText.nothing} text={talkText.nothingNote} />}
            foot={
              <KeysHelp
                keys={[
                  { keys: ['↑', '↓'], what: staffText.keysMove },
                  { keys: ['1', '2'], what: staffText.keysDecide },
                ]}
              />
            }
          >
            {queue.items.map((item) => (
              <TalkRow key={item.id} item={item} now={now} on={item.id === chosenId} onTap={() => choose(item.id)} />
            ))}
          </QueueFrame>
        )
      }
      alone
    >
      {showsWork &&
        (chosen ? (
          <TalkPanel
            key={chosen.id}
            item={chosen}
            now={now}
            reload={queue.reload}
            onDecided={() => decided(chosen.id)}
          />
        ) : (
          <WorkGone queue={queue} chosen={chosenId} list={!showsList} />
        ))}
    </StaffDesk>
  );
}

function TalkRow({ item, now, on, onTap }: { item: TalkReviewItem; now: number; on: boolean; onTap: () => void }) {
  return (
    <Tap className={`q q--words${on ? ' is-on' : ''}`} current={on || undefined} onTap={onTap}>
      <View className="q__body">
        <View className="row between q__head">
          <Text className="strong ellip">{item.title ?? item.words}</Text>
          <Text className="cap q__when">{shortWhen(item.at, now)}</Text>
        </View>
        <View className="row q__foot">
          <Tag text={talkText.kind[item.kind]} icon={item.kind === 'comment' ? 'act-comment' : 'act-vote'} />
          <Text className="cap ellip">{talkText.on(item.reportTitle)}</Text>
        </View>
      </View>
    </Tap>
  );
}

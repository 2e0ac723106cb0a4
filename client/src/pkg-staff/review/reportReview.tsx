import { review } from '@jierong/shared/endpoints/review';
import type { ReviewItem } from '@jierong/shared/review';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Due } from '@/components/due';
import { Empty } from '@/components/empty';
import { Tag } from '@/components/marks';
import { Photo } from '@/components/photo';
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
import { photoUrl } from '@/services/media';
import { photoAlt } from '@/text/common';
import { reviewText, verdictTexts } from '@/text/reviewing';
import { staffText } from '@/text/staff';
import { untilClock } from '@/text/untilClock';
import { ReviewPanel } from './reviewPanel';

const idOf = ({ id }: ReviewItem) => id;

/** Reports and appeals. */
export function ReportReview({ head }: { head?: ReactNode }) {
  const queue = useQueue(review.list, {}, idOf);
  const now = useNow();
  const { chosen, chosenId, showsList, showsWork, choose, step, leave } = useMasterDetail(
    queue.items,
    idOf,
    '/pkg-staff/review/index',
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
            label={reviewText.queue}
            queue={queue}
            head={head}
            empty={<Empty title={reviewText.nothing} text={reviewText.nothingNote} />}
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
              <ReviewRow key={item.id} item={item} now={now} on={item.id === chosenId} onTap={() => choose(item.id)} />
            ))}
          </QueueFrame>
        )
      }
      alone
    >
      {showsWork &&
        (chosen ? (
          <ReviewPanel
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

/** The worst the check said of words and photos. */
function worst({ wordsVerdict, photos }: ReviewItem) {
  const verdicts = [wordsVerdict, ...photos.map(({ verdict }) => verdict)];
  const order = ['risky', 'review', 'unavailable', 'waiting'] as const;
  return verdictTexts[order.find((one) => verdicts.includes(one)) ?? 'pass'];
}

function ReviewRow({ item, now, on, onTap }: { item: ReviewItem; now: number; on: boolean; onTap: () => void }) {
  const cover = item.photos[0]?.photo;
  const clock = untilClock(item.since, item.dueAt, now);
  return (
    <Tap className={`q${on ? ' is-on' : ''}`} current={on || undefined} onTap={onTap}>
      <Photo
        className="q__photo"
        src={cover && photoUrl(cover.key, 'thumb')}
        alt={cover?.alt ?? photoAlt(item.title, 'far', 1)}
      />
      <View className="q__body">
        <View className="row between q__head">
          <Text className="strong ellip">{item.title}</Text>
          <Due status={clock.status} text={clock.short} />
        </View>
        <View className="cap ellip">{item.place.address}</View>
        <View className="row q__foot">
          <Tag text={reviewText.kind[item.kind]} icon={item.kind === 'appeal' ? 'act-appeal' : undefined} />
          <Text className="cap ellip">{item.kind === 'appeal' ? (item.appealWords ?? '') : worst(item).label}</Text>
        </View>
      </View>
    </Tap>
  );
}

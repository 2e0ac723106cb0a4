import { disputes } from '@jierong/shared/endpoints/review';
import type { DisputeItem } from '@jierong/shared/review';
import { Text, View } from '@tarojs/components';
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
import { disputeText } from '@/text/reviewing';
import { staffText } from '@/text/staff';
import { untilClock } from '@/text/untilClock';
import { DisputePanel } from './disputePanel';

const idOf = ({ reportId }: DisputeItem) => reportId;

export function DisputeDesk() {
  const queue = useQueue(disputes.list, {}, idOf);
  const now = useNow();
  const { chosen, chosenId, showsList, showsWork, choose, step, leave } = useMasterDetail(
    queue.items,
    idOf,
    '/pkg-staff/disputes/index',
  );
  useKeys(moveKeys(step));
  const decided = (id: string) => {
    leave(id);
    queue.drop(id);
  };
  return (
    <StaffDesk
      page="disputes"
      title={disputeText.title}
      queue={
        showsList && (
          <QueueFrame
            title={disputeText.title}
            label={disputeText.queue}
            queue={queue}
            empty={<Empty title={disputeText.nothing} text={disputeText.nothingNote} />}
            foot={<KeysHelp keys={[{ keys: ['↑', '↓'], what: staffText.keysMove }]} />}
          >
            {queue.items.map((item) => (
              <DisputeRow
                key={item.reportId}
                item={item}
                now={now}
                on={item.reportId === chosenId}
                onTap={() => choose(item.reportId)}
              />
            ))}
          </QueueFrame>
        )
      }
      alone
    >
      {showsWork &&
        (chosen ? (
          <DisputePanel
            key={chosen.reportId}
            item={chosen}
            now={now}
            reload={queue.reload}
            onDecided={() => decided(chosen.reportId)}
          />
        ) : (
          <WorkGone queue={queue} chosen={chosenId} list={!showsList} />
        ))}
    </StaffDesk>
  );
}

function DisputeRow({ item, now, on, onTap }: { item: DisputeItem; now: number; on: boolean; onTap: () => void }) {
  const cover = item.evidence[0] ?? item.before[0];
  const clock = untilClock(item.at, item.decideBy, now);
  return (
    <Tap className={`q${on ? ' is-on' : ''}`} current={on || undefined} onTap={onTap}>
      <Photo
        className="q__photo"
        src={cover && photoUrl(cover.key, 'thumb')}
        alt={cover?.alt ?? photoAlt(item.title, 'evidence', 1)}
      />
      <View className="q__body">
        <View className="row between q__head">
          <Text className="strong ellip">{item.title}</Text>
          <Due status={clock.status} text={clock.short} />
        </View>
        <View className="cap ellip">{item.place.address}</View>
        <View className="row q__foot">
          {item.conflict && <Tag text={staffText.conflictTag} icon="ui-shield" />}
          <Text className="cap ellip">{item.reason}</Text>
        </View>
      </View>
    </Tap>
  );
}

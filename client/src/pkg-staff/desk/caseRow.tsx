import type { CaseCard } from '@jierong/shared/cases';
import type { Clock } from '@jierong/shared/clock';
import { Text, View } from '@tarojs/components';
import { Due } from '@/components/due';
import { Photo } from '@/components/photo';
import { StateChip } from '@/components/stateChip';
import { Tap } from '@/components/tap';
import { photoUrl } from '@/services/media';
import { caseStageLabels, rowNote, stageLooks } from '@/text/cases';
import { photoAlt, supportsText } from '@/text/common';
import { clockText } from '@/text/time';

/** The clock that ends first, of those that still run. */
export function urgentClock({ clock, stageClock }: Pick<CaseCard, 'clock' | 'stageClock'>): Clock | undefined {
  const running = [stageClock, clock].filter((one) => one !== undefined && one.status !== 'done') as Clock[];
  return running.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
}

interface Props {
  item: CaseCard;
  now: number;
  on: boolean;
  onTap: () => void;
}

/** A case of the queue: photo, clock, place, supports, stage. */
export function CaseRow({ item, now, on, onTap }: Props) {
  const clock = urgentClock(item);
  return (
    <Tap className={`q${on ? ' is-on' : ''}`} current={on || undefined} onTap={onTap}>
      <Photo
        className="q__photo"
        src={item.cover && photoUrl(item.cover.key, 'thumb')}
        alt={item.cover?.alt ?? photoAlt(item.title, 'far', 1)}
      />
      <View className="q__body">
        <View className="row between q__head">
          <Text className="strong ellip">{item.title}</Text>
          {clock && <Due status={clock.status} text={clockText(clock, now).short} />}
        </View>
        <View className="cap ellip">
          {[item.place.address, ...(item.supports ? [supportsText(item.supports)] : [])].join(' · ')}
        </View>
        <View className="row q__foot">
          <StateChip state={stageLooks[item.stage]} label={caseStageLabels[item.stage]} />
          <Text className="cap ellip">{rowNote(item)}</Text>
        </View>
      </View>
    </Tap>
  );
}

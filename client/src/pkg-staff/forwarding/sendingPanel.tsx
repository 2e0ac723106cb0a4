import type { ForwardingItem, ForwardingSummary } from '@jierong/shared/forwarding';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { aria } from '@/components/aria';
import { Due } from '@/components/due';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Tap } from '@/components/tap';
import { openReport } from '@/features/reports/navigate';
import { attemptText, destinationText, sendingText } from '@/text/sending';
import { shortWhen } from '@/text/staff';
import { HeldBox } from './heldBox';
import { ReportRoute } from './reportRoute';

const SHOWN = 4;

interface Props {
  item: ForwardingItem;
  now: number;
  reload: () => Promise<void>;
  onDone: () => void;
  destinations: ForwardingSummary['destinations'];
}

/** One report on its way: every attempt, and what to do when it is held. */
export function SendingPanel({ item, now, reload, onDone, destinations }: Props) {
  const [all, setAll] = useState(false);
  const held = item.status === 'held';
  const attempts = item.attempts.map((attempt, n) => ({ ...attempt, n: n + 1 })).reverse();
  const shown = all ? attempts : attempts.slice(0, SHOWN);
  return (
    <View className="sending__panel">
      <View className="row between wrap">
        <Heading className="h3">{item.title}</Heading>
        <Due status={held ? 'soon' : 'onTime'} text={held ? sendingText.public.held : sendingText.public.waiting} />
      </View>
      <View className="cap">
        {item.destination ? `${destinationText(item.destination)} · ` : ''}
        {sendingText.keyNote(item.key)}
      </View>
      <View className="sending__attempts" {...aria({ role: 'list', label: sendingText.tries(attempts.length) })}>
        {attempts.length === 0 && <Text className="sub">{sendingText.noTries}</Text>}
        {shown.map((attempt) => (
          <View key={attempt.n} className="sending__attempt" {...aria({ role: 'listitem' })}>
            <Text className="cap sending__when">{shortWhen(attempt.at, now)}</Text>
            <Icon
              name={attempt.outcome === 'accepted' ? 'ui-check' : 'ui-alert'}
              className={attempt.outcome === 'accepted' ? '' : 'sending__bad'}
            />
            <Text className="grow">
              {sendingText.attempt(attempt.n)}：{attemptText(attempt)}
            </Text>
          </View>
        ))}
        {item.nextAttemptAt && !held && (
          <View className="cap">{sendingText.next(shortWhen(item.nextAttemptAt, now))}</View>
        )}
      </View>
      <View className="row wrap">
        {attempts.length > SHOWN && (
          <Tap className="link" expanded={all} onTap={() => setAll(!all)}>
            <Text>{all ? sendingText.fold : sendingText.allAttempts(attempts.length)}</Text>
            <Icon name={all ? 'ui-up' : 'ui-down'} size="s" />
          </Tap>
        )}
        <Tap className="link" role="link" onTap={() => openReport(item.reportId)}>
          <Text>{sendingText.toReport}</Text>
          <Icon name="ui-right" size="s" />
        </Tap>
      </View>
      <ReportRoute reportId={item.reportId} />
      {held && (
        <HeldBox
          item={item}
          reload={reload}
          onDone={onDone}
          others={destinations.filter(({ title }) => title !== item.destination)}
        />
      )}
    </View>
  );
}

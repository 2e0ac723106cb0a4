import { forwarding } from '@jierong/shared/endpoints/forwarding';
import type { ForwardingItem, StrayAnswer } from '@jierong/shared/forwarding';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Empty } from '@/components/empty';
import { Seg } from '@/components/seg';
import { Tap } from '@/components/tap';
import { useNow } from '@/features/reports/useNow';
import { AccountButton } from '@/features/staff/accountButton';
import { moveKeys } from '@/features/staff/moveKeys';
import { QueueRows } from '@/features/staff/queueFrame';
import { StaffDesk } from '@/features/staff/staffDesk';
import { useKeys } from '@/features/staff/useKeys';
import { useMasterDetail } from '@/features/staff/useMasterDetail';
import { usePoll } from '@/features/staff/usePoll';
import { useQueue } from '@/features/staff/useQueue';
import { WorkGone } from '@/features/staff/workGone';
import { useRequest } from '@/services/useRequest';
import { groupLabels } from '@/text/categories';
import { routingText } from '@/text/routing';
import { destinationText, sendingText } from '@/text/sending';
import { lengthText } from '@/text/time';
import { RouteTrialAnswer, RouteTrialForm, type TriedIssue } from './routeTrial';
import { SendingNumbers } from './sendingNumbers';
import { SendingPanel } from './sendingPanel';
import { StrayAnswers } from './strayAnswers';
import './forwarding.scss';

type Which = 'held' | 'waiting' | 'answers' | 'try';
const idOf = ({ reportId }: ForwardingItem) => reportId;
const strayId = ({ id }: StrayAnswer) => id;

export function SendingDesk() {
  const [view, setView] = useState<Which>('held');
  const summary = useRequest(forwarding.summary, {});
  usePoll(summary.reload);
  const [tried, setTried] = useState<TriedIssue>({});
  const trying = view === 'try';
  const reading = view === 'answers';
  const strays = useQueue(forwarding.answers, {}, strayId);
  const queue = useQueue(forwarding.list, { view: trying || reading ? 'held' : view }, idOf);
  const now = useNow();
  const { chosen, chosenId, showsList, showsWork, choose, step, leave } = useMasterDetail(
    queue.items,
    idOf,
    '/pkg-staff/forwarding/index',
  );
  useKeys(moveKeys(step));
  const done = (id: string) => {
    leave(id);
    queue.drop(id);
    void summary.reload();
  };
  return (
    <StaffDesk
      page="forwarding"
      title={sendingText.title}
      note={summary.data?.destinations
        .map(({ title, waiting }) => sendingText.lane(destinationText(title), waiting))
        .join(' · ')}
      actions={<AccountButton />}
    >
      {showsList && summary.data && <SendingNumbers summary={summary.data} />}
      <View className="card sending">
        {showsList && (
          <View className="sending__list">
            <View className="sending__views">
              <Seg<Which>
                label={sendingText.views}
                value={view}
                options={[
                  { value: 'held', label: sendingText.view.held, count: summary.data?.held },
                  { value: 'waiting', label: sendingText.view.waiting, count: summary.data?.waiting },
                  { value: 'answers', label: sendingText.view.answers, count: summary.data?.strayAnswers },
                  { value: 'try', label: routingText.tab },
                ]}
                onChange={setView}
              />
            </View>
            {trying && <RouteTrialForm tried={tried} onChange={setTried} />}
            {reading && (
              <QueueRows
                queue={strays}
                empty={<Empty title={sendingText.noAnswers} text={sendingText.noAnswersNote} />}
              >
                <StrayAnswers
                  answers={strays.items}
                  now={now}
                  onSeen={(id) => {
                    strays.drop(id);
                    void summary.reload();
                  }}
                />
              </QueueRows>
            )}
            {!trying && !reading && (
              <QueueRows
                queue={queue}
                empty={
                  view === 'held' ? (
                    <Empty title={sendingText.nothing} text={sendingText.nothingNote} />
                  ) : (
                    <Empty title={sendingText.nothingWaiting} text={sendingText.nothingWaitingNote} />
                  )
                }
              >
                {queue.items.map((item) => (
                  <Row
                    key={item.reportId}
                    item={item}
                    now={now}
                    on={item.reportId === chosenId}
                    onTap={() => choose(item.reportId)}
                  />
                ))}
              </QueueRows>
            )}
          </View>
        )}
        {trying && showsList && (
          <View className="sending__work">
            <RouteTrialAnswer tried={tried} />
          </View>
        )}
        {showsWork && !trying && !reading && (
          <View className="sending__work">
            {chosen ? (
              <SendingPanel
                key={chosen.reportId}
                item={chosen}
                now={now}
                reload={queue.reload}
                onDone={() => done(chosen.reportId)}
                destinations={summary.data?.destinations ?? []}
              />
            ) : (
              <WorkGone queue={queue} chosen={chosenId} list={!showsList} />
            )}
          </View>
        )}
      </View>
    </StaffDesk>
  );
}

function Row({ item, now, on, onTap }: { item: ForwardingItem; now: number; on: boolean; onTap: () => void }) {
  const tries = item.attempts.length;
  const told = [
    groupLabels[item.group],
    sendingText.since(lengthText(now - new Date(item.since).getTime())),
    tries ? sendingText.tries(tries) : sendingText.noTries,
  ];
  return (
    <Tap className={`sending__row${on ? ' is-on' : ''}`} current={on || undefined} onTap={onTap}>
      <View className="strong ellip">{item.title}</View>
      <Text className="cap">{told.join(' · ')}</Text>
    </Tap>
  );
}

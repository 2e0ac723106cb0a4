import type { Message } from '@jierong/shared/messages';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { ErrorState } from '@/components/errorState';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { Tap } from '@/components/tap';
import type { Paged } from '@/services/usePages';
import { messageSentence } from '@/text/actions';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { mineText } from '@/text/mine';
import { dayText, timeOfDay } from '@/text/time';
import { byDay, messageLook } from './messageLook';

interface Props {
  pages: Paged<Message>;
  now: number;
  onOpen: (message: Message) => void;
}

/** The messages, a card a day. */
export function MessageList({ pages, now, onOpen }: Props) {
  const { items, more, loading, ready, error, loadMore, reload } = pages;
  if (!ready)
    return error ? (
      <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={reload} />
    ) : (
      <Skeleton count={4} />
    );
  if (items.length === 0) return <Empty title={mineText.messagesEmpty} text={mineText.messagesEmptyText} />;
  return (
    <>
      {byDay(items, (at) => dayText(at, now)).map(({ day, messages }) => (
        <View key={day}>
          <Heading className="cap messages__day">{day}</Heading>
          <View className="card messages__card" {...aria({ role: 'list', label: day })}>
            {messages.map((message) => (
              <MessageLine key={message.id} message={message} now={now} onOpen={onOpen} />
            ))}
          </View>
        </View>
      ))}
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      {more && (
        <Btn wide kind="plain" busy={loading} busyLabel={commonText.loadingMore} onTap={loadMore}>
          {commonText.loadMore}
        </Btn>
      )}
    </>
  );
}

function MessageLine({ message, now, onOpen }: { message: Message; now: number; onOpen: Props['onOpen'] }) {
  const { read, asks, reportTitle, at } = message;
  const { icon, tone } = messageLook(message);
  const sentence = messageSentence(message, now);
  const heard = [read ? '' : mineText.newMessage, reportTitle, timeOfDay(at), sentence, asks ? mineText.toLook : ''];
  return (
    <View className="messages__one" {...aria({ role: 'listitem' })}>
      <Tap className="messages__tap" label={heard.filter(Boolean).join('，')} onTap={() => onOpen(message)}>
        <View className={`tile${tone ? ` tile--${tone}` : ''}`}>
          <Icon name={icon} />
        </View>
        <View className="grow">
          <View className="row row--top">
            <View className="grow">
              {!read && <View className="messages__dot" />}
              <Text className="strong">{reportTitle}</Text>
            </View>
            <Text className="cap messages__time">{timeOfDay(at)}</Text>
          </View>
          <View className="sub">{sentence}</View>
          {asks && (
            <View className="messages__ask">
              <Text>{mineText.toLook}</Text>
              <Icon name="ui-right" size="s" />
            </View>
          )}
        </View>
      </Tap>
    </View>
  );
}

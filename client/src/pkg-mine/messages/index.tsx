import { messages } from '@jierong/shared/endpoints/messages';
import type { Message } from '@jierong/shared/messages';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { SignInCard } from '@/features/mine/signInCard';
import { useReturned } from '@/features/mine/useReturned';
import { openReport } from '@/features/reports/navigate';
import { useNow } from '@/features/reports/useNow';
import { useSignedIn } from '@/features/session/useSignedIn';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { usePages } from '@/services/usePages';
import { errorSentence } from '@/text/errors';
import { mineText } from '@/text/mine';
import './index.scss';
import { MessageList } from './messageList';

/** 消息: what happened to the reports one has to do with, day by day. */
export default function MessagesPage() {
  const { me, ask, sheets } = useSignedIn();
  const pages = usePages(messages.list, me ? {} : null);
  const reading = useAction();
  const now = useNow();
  useReachBottom(pages.loadMore);
  useReturned(() => void pages.reload());

  const read = (ids?: string[]) =>
    reading.run(async () => {
      await request(messages.read, ids ? { ids } : {});
      pages.setItems((items) => items.map((m) => (!ids || ids.includes(m.id) ? { ...m, read: true } : m)));
    });
  const open = (message: Message) => {
    if (!message.read) void read([message.id]);
    openReport(message.reportId);
  };
  return (
    <Page>
      <View className="stack messages">
        {me ? (
          <>
            {pages.items.some((m) => !m.read) && (
              <View className="messages__all">
                <Btn size="sm" kind="soft" icon="ui-check" busy={reading.busy} onTap={() => void read()}>
                  {mineText.readAll}
                </Btn>
              </View>
            )}
            {reading.error && (
              <Notice tone="bad" alert>
                {errorSentence(reading.error)}
              </Notice>
            )}
            <MessageList pages={pages} now={now} onOpen={open} />
          </>
        ) : (
          <SignInCard text={mineText.signInNote} ask={ask} />
        )}
      </View>
      {sheets}
    </Page>
  );
}

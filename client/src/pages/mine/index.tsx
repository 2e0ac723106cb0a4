import { mine } from '@jierong/shared/endpoints/reports';
import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { Btn } from '@/components/btn';
import { DemoTag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { Skeleton } from '@/components/skeleton';
import { useReturned } from '@/features/mine/useReturned';
import { useNow } from '@/features/reports/useNow';
import { useSignedIn } from '@/features/session/useSignedIn';
import { refreshMe } from '@/services/signIn';
import { useRequest } from '@/services/useRequest';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import './index.scss';
import { MenuPart } from './menuPart';
import { RecentPart } from './recentPart';
import { WaitingPart } from './waitingPart';
import { WhoPart } from './whoPart';
import { WorkPart } from './workPart';

/** 我的: who I am, what waits for me, my reports, messages and settings. */
export default function MinePage() {
  const { me, ask, sheets } = useSignedIn({ tab: true });
  const { data, error, reload } = useRequest(mine.summary, me ? {} : null);
  const now = useNow();
  useReturned(() => {
    if (!me) return;
    void reload();
    // Roles change while the page sleeps; without a network the known one stays.
    refreshMe().catch(() => undefined);
  });
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()));
  return (
    <Page tab className="mine">
      <View className="stack mine__stack">
        <WhoPart me={me} summary={data} ask={ask} />
        {me && error && (
          <Notice
            tone="bad"
            alert
            action={
              <Btn size="sm" kind="plain" onTap={reload}>
                {commonText.retry}
              </Btn>
            }
          >
            {errorSentence(error)}
          </Notice>
        )}
        {me && !data && !error && <Skeleton count={2} />}
        {me && data && (
          <>
            {me.workbench.length > 0 && <WorkPart pages={me.workbench} work={data.work} />}
            <WaitingPart todos={data.todos} now={now} staff={me.workbench.length > 0} />
            <RecentPart key={me.id} summary={data} now={now} />
          </>
        )}
        <MenuPart me={me} unread={data?.unread ?? 0} ask={ask} />
        {me?.demonstration && <DemoTag />}
      </View>
      {sheets}
    </Page>
  );
}

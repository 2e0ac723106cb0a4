import { reports } from '@jierong/shared/endpoints/reports';
import { View } from '@tarojs/components';
import Taro, { useReachBottom, useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { Page } from '@/components/page';
import { Seg } from '@/components/seg';
import { Listed } from '@/features/mine/listed';
import { type As, goFromNone, listTabs } from '@/features/mine/lists';
import { SignInCard } from '@/features/mine/signInCard';
import { useReturned } from '@/features/mine/useReturned';
import { ReportLine } from '@/features/reports/reportLine';
import { useNow } from '@/features/reports/useNow';
import { useSignedIn } from '@/features/session/useSignedIn';
import { usePages } from '@/services/usePages';
import { mineText } from '@/text/mine';
import { ForgetList } from './forgetList';

/** What I reported, support and claimed, in every state; or, to erase my name, what I reported. */
export default function ReportsPage() {
  const { as, act } = useRouter().params;
  const { me, ask, signedIn, sheets } = useSignedIn();
  const forgetting = act === 'forget';
  const title = forgetting ? mineText.forgetTitle : mineText.listTitle;
  useEffect(() => {
    if (forgetting) void Taro.setNavigationBarTitle({ title });
  }, [forgetting, title]);
  const body = () => {
    if (!me) return <SignInCard text={mineText.signInNote} ask={ask} />;
    if (forgetting) return <ForgetList signedIn={signedIn} />;
    return <Lists first={listTabs.find(({ value }) => value === as)?.value ?? 'reporter'} />;
  };
  return (
    <Page title={title}>
      <View className="stack">{body()}</View>
      {sheets}
    </Page>
  );
}

function Lists({ first }: { first: As }) {
  const [as, setAs] = useState(first);
  const now = useNow();
  const pages = usePages(reports.mine, { as });
  useReachBottom(pages.loadMore);
  useReturned(() => void pages.reload());
  return (
    <>
      <Seg label={mineText.list} options={listTabs} value={as} onChange={setAs} />
      <Listed
        pages={pages}
        label={mineText.tabs[as]}
        empty={
          <Empty title={mineText.none[as]} text={mineText.noneNote[as]}>
            <Btn onTap={() => goFromNone(as)}>{mineText.noneAct[as]}</Btn>
          </Empty>
        }
      >
        {(report) => (
          <View className="card">
            <ReportLine report={report} now={now} />
          </View>
        )}
      </Listed>
    </>
  );
}

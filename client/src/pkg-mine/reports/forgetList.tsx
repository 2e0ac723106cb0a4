import { mine, reports } from '@jierong/shared/endpoints/reports';
import type { ReportCard } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { Notice } from '@/components/notice';
import { Listed } from '@/features/mine/listed';
import { ConfirmSheet } from '@/features/reports/confirmSheet';
import { ReportLine } from '@/features/reports/reportLine';
import { toast } from '@/features/reports/toast';
import { useNow } from '@/features/reports/useNow';
import type { SignedIn } from '@/features/session/useSignedIn';
import { request } from '@/services/request';
import { useAction } from '@/services/useAction';
import { usePages } from '@/services/usePages';
import { mineText } from '@/text/mine';

/** What I reported, each with the way to take my name off it. */
export function ForgetList({ signedIn }: { signedIn: SignedIn['signedIn'] }) {
  const now = useNow();
  const pages = usePages(reports.mine, { as: 'reporter' });
  const [chosen, setChosen] = useState<ReportCard>();
  const forgetting = useAction();
  useReachBottom(pages.loadMore);
  const close = () => {
    setChosen(undefined);
    forgetting.clear();
  };
  const forget = async ({ id }: ReportCard) => {
    const done = await forgetting.run(() => signedIn(() => request(mine.forget, { id })));
    if (!done) return;
    pages.setItems((items) => items.filter((report) => report.id !== id));
    close();
    toast(mineText.forgotten);
  };
  return (
    <>
      <Notice icon="ui-shield">{mineText.forgetNote}</Notice>
      <Listed
        pages={pages}
        label={mineText.tabs.reporter}
        empty={<Empty title={mineText.forgetNone} text={mineText.forgetNoneText} />}
      >
        {(report) => (
          <View className="card">
            <ReportLine report={report} now={now} slim />
            <View className="rule" />
            <View className="row between wrap">
              <Text className="sub grow">{mineText.forgetLine}</Text>
              <Btn size="sm" kind="plain" label={`${mineText.forget}：${report.title}`} onTap={() => setChosen(report)}>
                {mineText.forget}
              </Btn>
            </View>
          </View>
        )}
      </Listed>
      {chosen && (
        <ConfirmSheet
          title={mineText.forgetSheet}
          text={mineText.forgetText(chosen.title)}
          yes={mineText.forgetYes}
          action={forgetting}
          onYes={() => void forget(chosen)}
          onClose={close}
        />
      )}
    </>
  );
}

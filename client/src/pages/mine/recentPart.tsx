import { reports } from '@jierong/shared/endpoints/reports';
import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { Notice } from '@/components/notice';
import { Seg } from '@/components/seg';
import { Skeleton } from '@/components/skeleton';
import { Tap } from '@/components/tap';
import { go } from '@/features/mine/go';
import { type As, goFromNone, listTabs } from '@/features/mine/lists';
import type { Summary } from '@/features/mine/todo';
import { ReportLine } from '@/features/reports/reportLine';
import { useRequest } from '@/services/useRequest';
import { errorSentence } from '@/text/errors';
import { mineText } from '@/text/mine';

const SHOWN = 3;

/** The newest of what I reported, support and claimed. */
export function RecentPart({ summary, now }: { summary: Summary; now: number }) {
  const counts: Record<As, number> = {
    reporter: summary.reported,
    supporter: summary.supported,
    claimer: summary.claimed,
  };
  const [as, setAs] = useState<As>(() => listTabs.find(({ value }) => counts[value] > 0)?.value ?? 'reporter');
  const some = counts[as] > 0;
  const { data, error, reload } = useRequest(reports.mine, some ? { as, limit: SHOWN } : null);
  // The page counts anew whenever it comes back to the front: then these have moved as well.
  const counted = useRef(summary);
  useEffect(() => {
    if (counted.current === summary) return;
    counted.current = summary;
    void reload();
  }, [summary, reload]);
  return (
    <Card
      title={mineText.recent}
      action={
        some && (
          <Tap className="link" role="link" onTap={() => go(`/pkg-mine/reports/index?as=${as}`)}>
            <Text>{mineText.all(counts[as])}</Text>
            <Icon name="ui-right" size="s" />
          </Tap>
        )
      }
    >
      <Seg label={mineText.recent} options={listTabs} value={as} onChange={setAs} />
      {!some && (
        <View className="mine__nothing">
          <Text className="sub">{mineText.noneNote[as]}</Text>
          <Btn size="mid" kind="soft" onTap={() => goFromNone(as)}>
            {mineText.noneAct[as]}
          </Btn>
        </View>
      )}
      {error && (
        <View className="mt3">
          <Notice tone="bad">{errorSentence(error)}</Notice>
        </View>
      )}
      {some && !data && !error && <Skeleton shape="rows" count={3} />}
      {data?.items.map((report) => (
        <View key={report.id} className="mine__line">
          <ReportLine report={report} now={now} />
        </View>
      ))}
    </Card>
  );
}

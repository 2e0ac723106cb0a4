import type { ReportCard } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { openAct } from '@/features/reports/navigate';
import { ReportLine } from '@/features/reports/reportLine';
import { cogovernText } from '@/text/cogovern';
import { whenText } from '@/text/time';

/** An issue offered to neighbours: until when, and the way to take it. */
export function OfferCard({ report, now }: { report: ReportCard; now: number }) {
  const { clock, id, title } = report;
  const until = clock?.kind === 'offer' ? cogovernText.offerUntil(whenText(clock.dueAt, now)) : cogovernText.offerBrief;
  return (
    <View className="card">
      <ReportLine report={report} now={now} slim />
      <View className="rule" />
      <View className="row between wrap">
        <Text className="sub grow">{until}</Text>
        <Btn
          size="mid"
          kind="line"
          icon="state-claimed"
          label={`${cogovernText.claim}：${title}`}
          onTap={() => openAct('claim', id)}
        >
          {cogovernText.claim}
        </Btn>
      </View>
    </View>
  );
}

import type { ReportCard } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { openAct } from '@/features/reports/navigate';
import { ReportLine } from '@/features/reports/reportLine';
import { cogovernText } from '@/text/cogovern';
import { beforeText } from '@/text/time';

/** What I claimed and have not finished, each with its deadline. */
export function MyClaimsPart({ doing, now }: { doing: ReportCard[]; now: number }) {
  if (doing.length === 0) return null;
  return (
    <Card title={`${cogovernText.mine} ${doing.length}`}>
      <View {...aria({ role: 'list', label: cogovernText.mine })}>
        {doing.map((report, at) => (
          <View key={report.id} className="cogovern__line" {...aria({ role: 'listitem' })}>
            <ReportLine report={report} now={now} slim />
            <View className="row between wrap mt2">
              <Text className="sub grow">{report.clock && cogovernText.doBy(beforeText(report.clock.dueAt, now))}</Text>
              <Btn
                size="mid"
                kind={at === 0 ? 'main' : 'soft'}
                icon="act-camera"
                label={cogovernText.finishLabel(report.title)}
                onTap={() => openAct('claim', report.id)}
              >
                {cogovernText.finish}
              </Btn>
            </View>
          </View>
        ))}
      </View>
    </Card>
  );
}

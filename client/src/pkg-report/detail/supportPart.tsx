import { openStates } from '@jierong/shared/reportPosition';
import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { supportsText } from '@/text/common';
import { detailText } from '@/text/detail';

/** Whether the support button is offered: to who may, and to who is not signed in yet. */
export const maySupport = (report: ReportInfo, signedIn: boolean): boolean =>
  signedIn
    ? report.abilities.includes('support') || report.abilities.includes('unsupport')
    : openStates.includes(report.state);

/** How many met it too, and what that is good for. */
export function SupportPart({ report }: { report: ReportInfo }) {
  if (!openStates.includes(report.state) && report.supports === 0) return null;
  return (
    <Card label={detailText.supports}>
      <View className="row" {...aria({ live: 'polite' })}>
        <Icon name="act-support" />
        <Text className="h3">{supportsText(report.supports)}</Text>
      </View>
      <View className="sub mt1">{report.supports ? detailText.supportsNote : detailText.supportsNone}</View>
    </Card>
  );
}

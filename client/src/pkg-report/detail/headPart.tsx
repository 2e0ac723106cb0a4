import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import { Heading } from '@/components/heading';
import { Icon } from '@/components/icon/icon';
import { Tag } from '@/components/marks';
import { StateChip } from '@/components/stateChip';
import { Tap } from '@/components/tap';
import { openReport } from '@/features/reports/navigate';
import { groupIcons, groupLabels } from '@/text/categories';
import { detailText } from '@/text/detail';
import { chipState, markLabels, stateLabel } from '@/text/states';
import { whenText } from '@/text/time';

/** State, title, place: what it is. */
export function HeadPart({ report, now }: { report: ReportInfo; now: number }) {
  const { recurrenceOf, words, title } = report;
  return (
    <View className="detail__head">
      <View className="row wrap">
        <StateChip state={chipState(report)} label={stateLabel(report)} />
        <Tag text={groupLabels[report.group]} icon={groupIcons[report.group]} />
        {markLabels(report).map((mark) => (
          <Tag key={mark} text={mark} icon="ui-flag" />
        ))}
      </View>
      <Heading level={1} className="h2 mt2">
        {title}
      </Heading>
      <View className="row row--top sub mt1">
        <Icon name="act-place" size="s" className="detail__place" />
        <Text className="grow">{report.place.address}</Text>
      </View>
      <View className="cap mt1">{detailText.by(report.reporter, whenText(report.createdAt, now))}</View>
      {words && words !== title && <View className="detail__words">{words}</View>}
      {recurrenceOf && (
        <Tap className="link" role="link" onTap={() => openReport(recurrenceOf)}>
          <Icon name="act-undo" size="s" />
          <Text>{detailText.recurrence}</Text>
          <Icon name="ui-right" size="s" />
        </Tap>
      )}
    </View>
  );
}

import type { CaseInfo } from '@jierong/shared/cases';
import { Text, View } from '@tarojs/components';
import { Heading } from '@/components/heading';
import { Tag } from '@/components/marks';
import { StateChip } from '@/components/stateChip';
import { caseStageLabels, stageLooks } from '@/text/cases';
import { groupIcons, groupLabels } from '@/text/categories';
import { caseText } from '@/text/desk';

/** Stage, category, number and title. */
export function CaseHead({ info }: { info: CaseInfo }) {
  return (
    <View className="staff__phead">
      <View className="grow">
        <View className="row wrap">
          <StateChip state={stageLooks[info.stage]} label={caseStageLabels[info.stage]} />
          <Tag text={groupLabels[info.group]} icon={groupIcons[info.group]} />
          {info.supervised && <Tag text={caseText.supervised} icon="ui-flag" />}
          {info.disputeOpen && <Tag text={caseText.dispute} icon="act-appeal" />}
          <Text className="cap">{caseText.number(info.number)}</Text>
        </View>
        <Heading level={2} className="h2 mt1">
          {info.title}
        </Heading>
      </View>
    </View>
  );
}

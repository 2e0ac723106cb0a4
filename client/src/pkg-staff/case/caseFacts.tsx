import type { CaseInfo } from '@jierong/shared/cases';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { supportsText } from '@/text/common';
import { caseText } from '@/text/desk';

interface Fact {
  name: string;
  value: string;
  note?: string;
}

/** What is known of the case. Nothing of its reporter is. */
function factsOf(info: CaseInfo): Fact[] {
  const { place, category, answers, sendBacks, reworks, unit } = info;
  const facts: (Fact | false | undefined)[] = [
    { name: caseText.place, value: place.address, note: place.road },
    place.grid !== undefined && { name: caseText.grid, value: place.grid },
    {
      name: caseText.category,
      value: `${category.code} ${category.name}`,
      note: `${category.standard}-${category.edition}`,
    },
    { name: caseText.handler, value: unit?.name ?? caseText.undispatched },
    { name: caseText.reporter, value: caseText.reporterHidden },
    { name: caseText.supports, value: info.supports ? supportsText(info.supports) : caseText.noSupports },
    (info.afterPhotos.length > 0 || info.disputeOpen) && {
      name: caseText.answers,
      value: caseText.answersOf(answers.asked, answers.confirmed, answers.disputed),
    },
    sendBacks > 0 && { name: caseText.returns, value: caseText.returnsOf(sendBacks) },
    reworks > 0 && { name: caseText.reworks, value: caseText.times(reworks) },
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact));
}

export function CaseFacts({ info }: { info: CaseInfo }) {
  return (
    <View className="case__facts" {...aria({ role: 'list', label: caseText.facts })}>
      {factsOf(info).map(({ name, value, note }) => (
        <View key={name} className="case__fact" {...aria({ role: 'listitem' })}>
          <Text className="facts__name case__name">{name}</Text>
          <View className="grow">
            <Text>{value}</Text>
            {note && <Text className="cap case__more">{note}</Text>}
          </View>
        </View>
      ))}
    </View>
  );
}

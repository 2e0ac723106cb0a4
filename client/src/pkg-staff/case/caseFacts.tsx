import type { CaseInfo } from '@jierong/shared/cases';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { supportsText } from '@/text/common';
import { caseText } from '@/text/desk';
import { beforeText } from '@/text/time';

interface Fact {
  name: string;
  value: string;
  note?: string;
}

/** What is known of the case. Nothing of its reporter is. */
function factsOf(info: CaseInfo, now: number): Fact[] {
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
    contactFact(info, now),
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

/** Whether the reporter was contacted, and until when they are to be. */
function contactFact({ contactClock, unreachable }: CaseInfo, now: number): Fact | undefined {
  if (!contactClock) return undefined;
  const name = caseText.contact;
  if (unreachable) return { name, value: caseText.unreachable };
  if (contactClock.status === 'done') return { name, value: caseText.contacted };
  if (contactClock.status === 'over') return { name, value: caseText.contactLate };
  return { name, value: caseText.notContacted(beforeText(contactClock.dueAt, now)) };
}

export function CaseFacts({ info, now }: { info: CaseInfo; now: number }) {
  return (
    <View className="case__facts" {...aria({ role: 'list', label: caseText.facts })}>
      {factsOf(info, now).map(({ name, value, note }) => (
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

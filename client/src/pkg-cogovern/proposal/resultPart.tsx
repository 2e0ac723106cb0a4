import type { Proposal } from '@jierong/shared/talk';
import { Text, View } from '@tarojs/components';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { TallyPolls, votersOf } from '@/features/talk/tallyPolls';
import { proposalText } from '@/text/cogovern';

interface Props {
  proposal: Proposal;
  /** The reader takes no part. */
  aside: boolean;
}

/** How people vote: always shown, residents and merchants apart. */
export function ResultPart({ proposal, aside }: Props) {
  const { tally, myVote } = proposal;
  return (
    <Card title={proposalText.result} action={<Text className="cap">{proposalText.voters(votersOf(tally))}</Text>}>
      <TallyPolls tally={tally} />
      <View className="cap mt3">{proposalText.apart}</View>
      {myVote && (
        <View className="row proposalPage__mine">
          <Icon name="ui-check" />
          <Text className="strong">{proposalText.yours[myVote]}</Text>
        </View>
      )}
      {aside && <View className="cap mt2">{proposalText.handler}</View>}
    </Card>
  );
}

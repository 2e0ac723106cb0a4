import type { VoteChoice } from '@jierong/shared/talk';
import { View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { proposalText } from '@/text/cogovern';

/** For and against, one tap each. */
export function VoteBar({ onChoose }: { onChoose: (choice: VoteChoice) => void }) {
  return (
    <>
      <View className="btns">
        <Btn icon="act-vote" onTap={() => onChoose('for')}>
          {proposalText.yes}
        </Btn>
        <Btn kind="line" onTap={() => onChoose('against')}>
          {proposalText.no}
        </Btn>
      </View>
      <View className="cap proposalPage__once">{proposalText.once}</View>
    </>
  );
}

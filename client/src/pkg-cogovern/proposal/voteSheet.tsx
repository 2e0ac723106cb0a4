import type { Me } from '@jierong/shared/people';
import type { VoteChoice } from '@jierong/shared/talk';
import { View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { proposalText } from '@/text/cogovern';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';
import type { Voting } from './useVote';

/** Asks once more: a vote cannot be changed. */
export function VoteSheet({ choice, me, voting }: { choice: VoteChoice; me?: Me; voting: Voting }) {
  const { busy, error, confirm, close } = voting;
  return (
    <Sheet
      open
      title={proposalText.sheetTitle[choice]}
      onClose={close}
      foot={
        <View className="btns btns--stack">
          <Btn busy={busy} busyLabel={commonText.sending} onTap={() => void confirm()}>
            {proposalText.sheetYes[choice]}
          </Btn>
          <Btn kind="plain" onTap={close}>
            {proposalText.thinkAgain}
          </Btn>
        </View>
      }
    >
      <View>{me?.shop ? proposalText.asMerchant(me.shop.name) : proposalText.asResident}</View>
      <View className="sub mt2">{proposalText.sheetText}</View>
      {error && (
        <View className="mt3">
          <Notice tone="bad" alert>
            {errorSentence(error)}
          </Notice>
        </View>
      )}
    </Sheet>
  );
}

import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import type { Action } from '@/services/useAction';
import { commonText } from '@/text/common';
import { errorSentence } from '@/text/errors';

interface Props {
  title: string;
  /** What follows from it. */
  text: string;
  yes: string;
  action: Pick<Action, 'busy' | 'error'>;
  onYes: () => void;
  onClose: () => void;
}

/** Asks once more before what cannot be undone. */
export function ConfirmSheet({ title, text, yes, action, onYes, onClose }: Props) {
  return (
    <Sheet open title={title} onClose={onClose}>
      <Text className="sub">{text}</Text>
      {action.error && (
        <Notice tone="bad" alert>
          {errorSentence(action.error)}
        </Notice>
      )}
      <View className="btns btns--stack mt4">
        <Btn kind="brick" busy={action.busy} busyLabel={commonText.sending} onTap={onYes}>
          {yes}
        </Btn>
        <Btn kind="plain" onTap={onClose}>
          {commonText.cancel}
        </Btn>
      </View>
    </Sheet>
  );
}

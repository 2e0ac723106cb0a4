import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Sheet } from '@/components/sheet';
import { signOut } from '@/services/signIn';
import { useAction } from '@/services/useAction';
import { commonText } from '@/text/common';
import { mineText } from '@/text/mine';

/** Asks once more before signing out. */
export function SignOutSheet({ tab, onClose }: { tab?: boolean; onClose: () => void }) {
  const { busy, run } = useAction();
  const leave = async () => {
    await run(signOut);
    onClose();
  };
  return (
    <Sheet open tab={tab} title={mineText.signOutTitle} onClose={onClose}>
      <Text className="sub">{mineText.signOutText}</Text>
      <View className="btns btns--stack mt4">
        <Btn kind="brick" busy={busy} onTap={() => void leave()}>
          {mineText.signOutYes}
        </Btn>
        <Btn kind="plain" onTap={onClose}>
          {commonText.cancel}
        </Btn>
      </View>
    </Sheet>
  );
}

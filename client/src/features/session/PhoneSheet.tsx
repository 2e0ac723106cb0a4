import type { Me } from '@jierong/shared/people';
import { Text, View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { isH5 } from '@/services/platform';
import { verifyPhone } from '@/services/signIn';
import { useAction } from '@/services/useAction';
import { errorSentence } from '@/text/errors';
import { signInText } from '@/text/signIn';

/** Asks once for the phone WeChat verified. Only WeChat can tell it; elsewhere this says so. */
export function PhoneSheet({ tab, onDone }: { tab?: boolean; onDone: (me: Me | null) => void }) {
  const { busy, error, run } = useAction();
  const verify = async ({ code }: { code?: string }) => {
    if (!code) return;
    const me = await run(() => verifyPhone(code));
    if (me) onDone(me);
  };
  return (
    <Sheet open tab={tab} title={signInText.phoneTitle} onClose={() => onDone(null)}>
      <Text className="sub">{signInText.phoneNote}</Text>
      {isH5 && <Notice>{signInText.phoneElsewhere}</Notice>}
      {error && (
        <Notice tone="bad" alert>
          {errorSentence(error)}
        </Notice>
      )}
      <View className="btns btns--stack mt3">
        {!isH5 && (
          <Btn wide busy={busy} openType="getPhoneNumber" onOpenType={verify}>
            {signInText.phoneButton}
          </Btn>
        )}
        <Btn wide kind="plain" onTap={() => onDone(null)}>
          {signInText.phoneLater}
        </Btn>
      </View>
    </Sheet>
  );
}

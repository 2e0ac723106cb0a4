import type { Me } from '@jierong/shared/people';
import { View } from '@tarojs/components';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Steps } from '@/components/steps';
import type { SignedIn } from '@/features/session/useSignedIn';
import { useAction } from '@/services/useAction';
import { cogovernText } from '@/text/cogovern';
import { errorSentence } from '@/text/errors';

/** For everyone else: what is offered to neighbours, who may take it, and that nothing gets lost. */
export function WhoCard({ me, ask }: { me?: Me; ask: SignedIn['ask'] }) {
  const { busy, error, run } = useAction();
  return (
    <Card title={cogovernText.who}>
      <View className="sub">{cogovernText.whoText}</View>
      <View className="mt3">
        <Steps items={cogovernText.whoSteps} />
      </View>
      <View className="cap mt3">{cogovernText.whoElse}</View>
      {me ? (
        <View className="cap">{cogovernText.whoNot}</View>
      ) : (
        <View className="mt3">
          <Btn wide kind="soft" busy={busy} onTap={() => void run(ask)}>
            {cogovernText.signInToClaim}
          </Btn>
        </View>
      )}
      {error && <View className="cap mt2">{errorSentence(error)}</View>}
    </Card>
  );
}

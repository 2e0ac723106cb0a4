import type { Me } from '@jierong/shared/people';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Heading } from '@/components/heading';
import { Tag } from '@/components/marks';
import { Tap } from '@/components/tap';
import { go } from '@/features/mine/go';
import { Hero } from '@/features/mine/hero';
import type { Summary } from '@/features/mine/todo';
import type { SignedIn } from '@/features/session/useSignedIn';
import { useAction } from '@/services/useAction';
import { roleLabels } from '@/text/common';
import { errorSentence } from '@/text/errors';
import { mineText } from '@/text/mine';
import { signInText } from '@/text/signIn';

const lists = { reporter: 'reported', supporter: 'supported', claimer: 'claimed' } as const;
const order = ['reporter', 'supporter', 'claimer'] as const;

/** Who is signed in and how much they did; or the way in. */
export function WhoPart({ me, summary, ask }: { me?: Me; summary?: Summary; ask: SignedIn['ask'] }) {
  if (!me) return <Nobody ask={ask} />;
  return (
    <Hero label={me.nickname}>
      <View className="row mine__who">
        <View className="ava mine__ava" {...aria({ hidden: true })}>
          {me.nickname.slice(0, 1)}
        </View>
        <View className="grow">
          <View className="row wrap">
            <Heading>{me.nickname}</Heading>
            {me.demonstration && <Tag text={mineText.demo} />}
          </View>
          <Text className="sub">{titleOf(me)}</Text>
        </View>
      </View>
      {summary && (
        <View className="kv mt4">
          {order.map((as) => (
            <Tap key={as} className="mine__count" role="link" onTap={() => go(`/pkg-mine/reports/index?as=${as}`)}>
              <View className="num">{summary[lists[as]]}</View>
              <View className="cap">{mineText.counts[as]}</View>
            </Tap>
          ))}
        </View>
      )}
    </Hero>
  );
}

/** A shop and a unit stand before the role: that is how people know each other in a street. */
function titleOf({ role, title, unit, shop, nickname }: Me): string {
  if (unit) return mineText.unit(unit.name, roleLabels[role]);
  if (shop && shop.name !== nickname) return mineText.unit(shop.name, roleLabels[role]);
  return title || roleLabels[role];
}

function Nobody({ ask }: { ask: SignedIn['ask'] }) {
  const { busy, error, run } = useAction();
  return (
    <Hero label={mineText.signInTitle}>
      <Heading>{mineText.signInTitle}</Heading>
      <View className="sub mt1">{error ? errorSentence(error) : mineText.signInNote}</View>
      <View className="mt4 mine__enter">
        <Btn wide kind="soft" busy={busy} onTap={() => void run(ask)}>
          {signInText.signIn}
        </Btn>
      </View>
    </Hero>
  );
}

import type { Me } from '@jierong/shared/people';
import { View } from '@tarojs/components';
import { Heading } from '@/components/heading';
import { Tap } from '@/components/tap';
import { go } from '@/features/mine/go';
import { Hero } from '@/features/mine/hero';
import type { Summary } from '@/features/mine/todo';
import { cogovernText } from '@/text/cogovern';
import { roleLabels } from '@/text/common';

/** Who claims, and how much; for everyone else, what this page is. */
export function HeroPart({ me, doing, summary }: { me?: Me; doing: number; summary?: Summary }) {
  if (!me)
    return (
      <Hero label={cogovernText.heroTitle}>
        <Heading className="h2">{cogovernText.heroTitle}</Heading>
        <View className="sub mt1">{cogovernText.heroText}</View>
      </Hero>
    );
  const name = me.shop?.name ?? me.nickname;
  return (
    <Hero label={name}>
      <View className="sub">{roleLabels[me.role]}</View>
      <Heading className="h2">{name}</Heading>
      <View className="sub mt1">{cogovernText.heroClaim}</View>
      {summary && (
        <View className="kv mt4">
          <View>
            <View className="num">{doing}</View>
            <View className="cap">{cogovernText.doing}</View>
          </View>
          <Tap className="cogovern__claimed" role="link" onTap={() => go('/pkg-mine/reports/index?as=claimer')}>
            <View className="num">{summary.claimed}</View>
            <View className="cap">{cogovernText.claimed}</View>
          </Tap>
        </View>
      )}
    </Hero>
  );
}

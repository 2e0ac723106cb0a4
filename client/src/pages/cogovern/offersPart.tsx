import type { claims } from '@jierong/shared/endpoints/claims';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { SectionHead } from '@/components/sectionHead';
import { Skeleton } from '@/components/skeleton';
import { Tap } from '@/components/tap';
import { OfferCard } from '@/features/claims/offerCard';
import { go } from '@/features/mine/go';
import type { Output } from '@/services/request';
import type { Requested } from '@/services/useRequest';
import { cogovernText } from '@/text/cogovern';
import { FailedPart } from './failedPart';

/** What waits to be claimed, the one that ends first on top. */
export function OffersPart({ offers, now }: { offers: Requested<Output<typeof claims.offers>>; now: number }) {
  const { data, error, reload } = offers;
  if (data && data.items.length === 0)
    return (
      <Card title={cogovernText.offers}>
        <View className="strong">{cogovernText.offersNone}</View>
        <View className="sub mt1">{cogovernText.offersNoneText}</View>
      </Card>
    );
  return (
    <View>
      <View className="cogovern__head">
        <SectionHead
          title={cogovernText.offers}
          action={
            data && (
              <Tap className="link" role="link" onTap={() => go('/pkg-cogovern/tasks/index')}>
                <Text>{cogovernText.allOffers}</Text>
                <Icon name="ui-right" size="s" />
              </Tap>
            )
          }
        />
      </View>
      {!data && (error ? <FailedPart error={error} onRetry={reload} /> : <Skeleton count={2} />)}
      <View className="cogovern__cards" {...aria({ role: 'list', label: cogovernText.offers })}>
        {data?.items.map((report) => (
          <View key={report.id} {...aria({ role: 'listitem' })}>
            <OfferCard report={report} now={now} />
          </View>
        ))}
      </View>
    </View>
  );
}

import { claims } from '@jierong/shared/endpoints/claims';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { Page } from '@/components/page';
import { Seg } from '@/components/seg';
import { mayClaim } from '@/features/claims/mayClaim';
import { OfferCard } from '@/features/claims/offerCard';
import { WhoCard } from '@/features/claims/whoCard';
import { goTab } from '@/features/mine/go';
import { Listed } from '@/features/mine/listed';
import { useReturned } from '@/features/mine/useReturned';
import { useNow } from '@/features/reports/useNow';
import { useSignedIn } from '@/features/session/useSignedIn';
import { usePages } from '@/services/usePages';
import { cogovernText } from '@/text/cogovern';
import './index.scss';
import { OfferMap } from './offerMap';

const ways = [
  { value: 'list', label: cogovernText.asList },
  { value: 'map', label: cogovernText.asMap },
] as const;

/** What is offered to neighbours right now, what ends first on top; as a list or on a map. */
export default function TasksPage() {
  const { me, ask, sheets } = useSignedIn();
  const claimer = mayClaim(me);
  const pages = usePages(claims.offers, claimer ? {} : null);
  const [way, setWay] = useState<'list' | 'map'>('list');
  const now = useNow();
  useReachBottom(() => {
    if (way === 'list') pages.loadMore();
  });
  useReturned(() => void pages.reload());
  return (
    <Page>
      <View className="stack">
        {claimer ? (
          <>
            <Seg label={cogovernText.view} options={ways} value={way} onChange={setWay} />
            {way === 'map' && pages.items.length > 0 ? (
              <OfferMap offers={pages.items} now={now} />
            ) : (
              <Listed
                pages={pages}
                label={cogovernText.offers}
                empty={
                  <Empty title={cogovernText.offersNone} text={cogovernText.offersNoneText}>
                    <Btn icon="act-camera" onTap={() => goTab('report')}>
                      {cogovernText.report}
                    </Btn>
                  </Empty>
                }
              >
                {(report) => <OfferCard report={report} now={now} />}
              </Listed>
            )}
          </>
        ) : (
          <WhoCard me={me} ask={ask} />
        )}
      </View>
      {sheets}
    </Page>
  );
}

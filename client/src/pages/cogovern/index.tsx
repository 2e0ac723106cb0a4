import { claims } from '@jierong/shared/endpoints/claims';
import { mine } from '@jierong/shared/endpoints/reports';
import { proposals } from '@jierong/shared/endpoints/talk';
import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { Card } from '@/components/card';
import { Cell } from '@/components/cell';
import { Page } from '@/components/page';
import { mayClaim } from '@/features/claims/mayClaim';
import { WhoCard } from '@/features/claims/whoCard';
import { go } from '@/features/mine/go';
import { useReturned } from '@/features/mine/useReturned';
import { useNow } from '@/features/reports/useNow';
import { useSignedIn } from '@/features/session/useSignedIn';
import { useRequest } from '@/services/useRequest';
import { cogovernText } from '@/text/cogovern';
import { HeroPart } from './heroPart';
import './index.scss';
import { MyClaimsPart } from './myClaimsPart';
import { OffersPart } from './offersPart';
import { ProposalsPart } from './proposalsPart';

/** So many of each are shown here; the others are on a page of their own. */
const SHOWN = 3;

/** 共治: small things to take on, ways to fix, votes, and the results everyone may see. */
export default function CogovernPage() {
  const { me, ask, sheets } = useSignedIn({ tab: true });
  const claimer = mayClaim(me);
  const summary = useRequest(mine.summary, claimer ? {} : null);
  const offers = useRequest(claims.offers, claimer ? { limit: SHOWN } : null);
  const newest = useRequest(proposals.list, { limit: SHOWN });
  const now = useNow();
  const all = claimer ? [summary, offers, newest] : [newest];
  const reload = () => Promise.all(all.map((one) => one.reload()));
  useReturned(() => void reload());
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()));
  const doing = (summary.data?.todos ?? []).filter(({ kind }) => kind === 'claimDue').map(({ report }) => report);
  return (
    <Page tab className="cogovern">
      <View className="stack cogovern__stack">
        <HeroPart me={claimer ? me : undefined} doing={doing.length} summary={summary.data} />
        {claimer ? (
          <>
            <MyClaimsPart doing={doing} now={now} />
            <OffersPart offers={offers} now={now} />
          </>
        ) : (
          <WhoCard me={me} ask={ask} />
        )}
        <ProposalsPart newest={newest} now={now} />
        <Card label={cogovernText.more} className="cogovern__menu">
          <Cell
            icon="ui-medal"
            title={cogovernText.units}
            note={cogovernText.unitsNote}
            onTap={() => go('/pkg-mine/unit/index')}
          />
          <Cell
            icon="ui-chart"
            title={cogovernText.board}
            note={cogovernText.boardNote}
            onTap={() => go('/pkg-staff/board/index')}
          />
        </Card>
      </View>
      {sheets}
    </Page>
  );
}

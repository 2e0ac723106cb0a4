import { proposals } from '@jierong/shared/endpoints/talk';
import type { ReportInfo } from '@jierong/shared/reports';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Cell } from '@/components/cell';
import { useRequest } from '@/services/useRequest';
import { detailText } from '@/text/detail';

/** Shown here; the others are on the list of proposals. */
const SHOWN = 3;

/** How it should not happen again: proposals with their votes, residents and merchants apart. */
export function ProposalsPart({ report, signedIn }: { report: ReportInfo; signedIn: boolean }) {
  const { data } = useRequest(proposals.list, { reportId: report.id, limit: SHOWN });
  const may = report.abilities.includes('propose') || !signedIn;
  if (!data || (data.items.length === 0 && !report.abilities.includes('propose'))) return null;
  const propose = () => void Taro.navigateTo({ url: `/pkg-cogovern/propose/index?reportId=${report.id}` });
  return (
    <Card
      title={detailText.proposals}
      action={
        may && (
          <Btn size="sm" kind="plain" onTap={propose}>
            {detailText.propose}
          </Btn>
        )
      }
    >
      {data.items.length === 0 && <Text className="sub">{detailText.proposalsNone}</Text>}
      {data.items.map((p) => (
        <Cell
          key={p.id}
          icon="act-vote"
          title={p.title}
          note={[
            detailText.residents(p.tally.residents.for, p.tally.residents.against),
            detailText.merchants(p.tally.merchants.for, p.tally.merchants.against),
          ].join('；')}
          onTap={() => void Taro.navigateTo({ url: `/pkg-cogovern/proposal/index?id=${p.id}` })}
        />
      ))}
      {data.next && (
        <View className="mt2">
          <Btn
            kind="plain"
            wide
            onTap={() => void Taro.navigateTo({ url: `/pkg-cogovern/proposals/index?reportId=${report.id}` })}
          >
            {detailText.moreProposals}
          </Btn>
        </View>
      )}
    </Card>
  );
}

import type { proposals } from '@jierong/shared/endpoints/talk';
import { Text, View } from '@tarojs/components';
import { aria } from '@/components/aria';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon/icon';
import { SectionHead } from '@/components/sectionHead';
import { Skeleton } from '@/components/skeleton';
import { Tap } from '@/components/tap';
import { go, goTab } from '@/features/mine/go';
import { ProposalCard } from '@/features/talk/proposalCard';
import type { Output } from '@/services/request';
import type { Requested } from '@/services/useRequest';
import { cogovernText } from '@/text/cogovern';
import { FailedPart } from './failedPart';

/** The newest proposals, with their votes. */
export function ProposalsPart({ newest, now }: { newest: Requested<Output<typeof proposals.list>>; now: number }) {
  const { data, error, reload } = newest;
  if (data && data.items.length === 0)
    return (
      <Card title={cogovernText.proposals}>
        <View className="strong">{cogovernText.proposalsNone}</View>
        <View className="sub mt1">{cogovernText.proposalsNoneText}</View>
        <View className="mt3">
          <Btn wide kind="soft" onTap={() => goTab('street')}>
            {cogovernText.toStreet}
          </Btn>
        </View>
      </Card>
    );
  return (
    <View>
      <View className="cogovern__head">
        <SectionHead
          title={cogovernText.proposals}
          action={
            data && (
              <Tap className="link" role="link" onTap={() => go('/pkg-cogovern/proposals/index')}>
                <Text>{cogovernText.allProposals}</Text>
                <Icon name="ui-right" size="s" />
              </Tap>
            )
          }
        />
      </View>
      {!data && (error ? <FailedPart error={error} onRetry={reload} /> : <Skeleton count={2} />)}
      <View className="cogovern__cards" {...aria({ role: 'list', label: cogovernText.proposals })}>
        {data?.items.map((proposal) => (
          <View key={proposal.id} {...aria({ role: 'listitem' })}>
            <ProposalCard proposal={proposal} now={now} />
          </View>
        ))}
      </View>
    </View>
  );
}

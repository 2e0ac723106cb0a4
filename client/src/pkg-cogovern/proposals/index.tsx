import { reports } from '@jierong/shared/endpoints/reports';
import { proposals } from '@jierong/shared/endpoints/talk';
import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { Btn } from '@/components/btn';
import { Card } from '@/components/card';
import { Empty } from '@/components/empty';
import { Page } from '@/components/page';
import { go, goTab } from '@/features/mine/go';
import { Listed } from '@/features/mine/listed';
import { useReturned } from '@/features/mine/useReturned';
import { ReportLine } from '@/features/reports/reportLine';
import { useNow } from '@/features/reports/useNow';
import { ProposalCard } from '@/features/talk/proposalCard';
import { usePages } from '@/services/usePages';
import { useRequest } from '@/services/useRequest';
import { cogovernText } from '@/text/cogovern';

/** Proposals, newest first; of one report when the address names it. */
export default function ProposalsPage() {
  const { reportId } = useRouter().params;
  const report = useRequest(reports.info, reportId ? { id: reportId } : null).data;
  const pages = usePages(proposals.list, reportId ? { reportId } : {});
  const now = useNow();
  useReachBottom(pages.loadMore);
  useReturned(() => void pages.reload());
  const propose = report?.abilities.includes('propose') && (
    <Btn wide icon="ui-plus" onTap={() => go(`/pkg-cogovern/propose/index?reportId=${report.id}`)}>
      {cogovernText.propose}
    </Btn>
  );
  const empty = reportId ? (
    <Empty title={cogovernText.ofReportNone} text={propose ? cogovernText.ofReportNoneText : undefined} />
  ) : (
    <Empty title={cogovernText.proposalsNone} text={cogovernText.proposalsNoneText}>
      <Btn onTap={() => goTab('street')}>{cogovernText.toStreet}</Btn>
    </Empty>
  );
  return (
    <Page bar={propose || undefined}>
      <View className="stack">
        {report && (
          <Card label={report.title}>
            <ReportLine report={report} now={now} />
          </Card>
        )}
        <Listed pages={pages} label={cogovernText.proposalsTitle} empty={empty}>
          {(proposal) => <ProposalCard proposal={proposal} now={now} />}
        </Listed>
      </View>
    </Page>
  );
}

import { reports } from '@jierong/shared/endpoints/reports';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { ErrorState } from '@/components/errorState';
import { Page } from '@/components/page';
import { Skeleton } from '@/components/skeleton';
import { backToReport } from '@/features/reports/navigate';
import { useSignedIn } from '@/features/session/useSignedIn';
import { useRequest } from '@/services/useRequest';
import { proposalText } from '@/text/cogovern';
import { errorSentence } from '@/text/errors';
import './index.scss';
import { ProposeForm } from './proposeForm';

/** 提一条办法: how to fix a report, so that it does not happen again. */
export default function ProposePage() {
  const { reportId = '' } = useRouter().params;
  const { me, signedIn, sheets } = useSignedIn();
  const { data: report, error, reload } = useRequest(reports.info, reportId ? { id: reportId } : null);
  // Shown once, the form stays: what was typed is not lost when the report moves meanwhile.
  const [begun, setBegun] = useState(false);
  const may = report !== undefined && (!me || report.abilities.includes('propose'));
  if (may && !begun) setBegun(true);

  if (report && (may || begun)) return <ProposeForm report={report} signedIn={signedIn} sheets={sheets} />;
  const state = () => {
    if (error || !reportId)
      return (
        <ErrorState
          text={error ? errorSentence(error) : proposalText.cannotText}
          requestId={error?.requestId}
          onRetry={error && reload}
        />
      );
    if (!report) return <Skeleton shape="page" count={1} />;
    return (
      <Empty title={proposalText.cannot} text={proposalText.cannotText} art="none">
        <Btn onTap={() => backToReport(reportId)}>{proposalText.toReport}</Btn>
      </Empty>
    );
  };
  return (
    <Page>
      <View className="stack">{state()}</View>
      {sheets}
    </Page>
  );
}

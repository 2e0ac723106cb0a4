import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo } from '@jierong/shared/reports';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { type ReactNode, useState } from 'react';
import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import { ErrorState } from '@/components/errorState';
import { Page } from '@/components/page';
import { Skeleton } from '@/components/skeleton';
import { useSignedIn } from '@/features/session/useSignedIn';
import { RequestError } from '@/services/request';
import { useAction } from '@/services/useAction';
import { useRequest } from '@/services/useRequest';
import { claimText } from '@/text/acts';
import { errorSentence } from '@/text/errors';
import { signInText } from '@/text/signIn';
import { backToReport } from './navigate';

export interface ActProps {
  report: ReportInfo;
  /**
   * Does the act as a signed-in person. When somebody else was faster the report is fetched anew, so that the next try
   * names it as it is now. Resolves to undefined when the person would rather not. @throws RequestError
   */
  attempt: <T>(act: () => Promise<T>) => Promise<T | undefined>;
}

interface Props {
  title: string;
  /** The form is shown to who may do one of these. */
  abilities: readonly string[];
  /** Why there is nothing to do here. */
  cannot: string;
  cannotText?: string;
  children: (props: ActProps) => ReactNode;
}

/**
 * A page for one act on the report named in its address: loads it, asks who is there, and shows the form to who may.
 * The form stays once it is shown: what was typed is not lost when the report moves meanwhile.
 */
export function ActPage({ title, abilities, cannot, cannotText, children }: Props) {
  const { id = '' } = useRouter().params;
  const { me, ask, signedIn, sheets } = useSignedIn();
  const { data: report, error: failed, reload } = useRequest(reports.info, id ? { id } : null);
  const error = id ? failed : new RequestError('notFound');
  const signIn = useAction();
  const [begun, setBegun] = useState(false);
  const may = report !== undefined && abilities.some((ability) => report.abilities.includes(ability));
  if (may && !begun) setBegun(true);

  const attempt: ActProps['attempt'] = (act) =>
    signedIn(async () => {
      try {
        return await act();
      } catch (failure) {
        if (failure instanceof RequestError && failure.code === 'reportMoved') await reload();
        throw failure;
      }
    });

  const content = () => {
    if (report && (may || begun)) return children({ report, attempt });
    if (error) return <ErrorState text={errorSentence(error)} requestId={error.requestId} onRetry={reload} />;
    if (!report) return <Skeleton shape="page" count={1} />;
    if (!me)
      return (
        <Empty title={signInText.needed} text={signIn.error && errorSentence(signIn.error)} art="none">
          <Btn busy={signIn.busy} onTap={() => void signIn.run(ask)}>
            {signInText.signIn}
          </Btn>
        </Empty>
      );
    return (
      <Empty title={cannot} text={cannotText} art="none">
        <Btn onTap={() => backToReport(id)}>{claimText.toReport}</Btn>
      </Empty>
    );
  };
  return (
    <Page title={title}>
      <View className="stack">{content()}</View>
      {sheets}
    </Page>
  );
}

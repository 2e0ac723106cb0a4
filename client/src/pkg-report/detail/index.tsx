import { unpublishedStates } from '@jierong/shared/reportPosition';
import { View } from '@tarojs/components';
import Taro, { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { ErrorState } from '@/components/errorState';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { Skeleton } from '@/components/skeleton';
import { useNow } from '@/features/reports/useNow';
import { useSupport } from '@/features/reports/useSupport';
import { useSignedIn } from '@/features/session/useSignedIn';
import { RequestError } from '@/services/request';
import { useAction } from '@/services/useAction';
import { commonText } from '@/text/common';
import { detailText } from '@/text/detail';
import { errorSentence } from '@/text/errors';
import { ActionBar } from './actionBar';
import { AskPart } from './askPart';
import { ClockPart } from './clockPart';
import { CommentsPart } from './commentsPart';
import { ContactPart } from './contactPart';
import { Gallery } from './gallery';
import { HeadPart } from './headPart';
import './index.scss';
import { OwnPart } from './ownPart';
import { ProgressPart } from './progressPart';
import { ProposalsPart } from './proposalsPart';
import { type ReasonForm, ReasonPart } from './reasonPart';
import { ReasonSheet } from './reasonSheet';
import { ReceiptPart } from './receiptPart';
import { SupportPart } from './supportPart';
import { UndoPart } from './undoPart';
import { useReport } from './useReport';

/** 问题详情: photo, state, clock and holder of one report, and everything its reader may do about it. */
export default function DetailPage() {
  const { id = '' } = useRouter().params;
  const { me, ask, signedIn, sheets } = useSignedIn();
  const signIn = useAction();
  const page = useReport(id, signedIn);
  const { report, patch } = page;
  const error = id ? page.error : new RequestError('notFound');
  const now = useNow();
  const [form, setForm] = useState<ReasonForm>();
  const support = useSupport(signedIn, (_, told) => patch((r) => ({ ...r, ...told })));
  useShareAppMessage(() => ({ title: report?.title, path: `/pkg-report/detail/index?id=${id}` }));

  if (!report)
    return (
      <Page title={detailText.title}>
        {error ? (
          <View className="stack">
            <ErrorState
              title={error.code === 'notFound' ? detailText.gone : undefined}
              text={error.code === 'notFound' ? detailText.goneText : errorSentence(error)}
              requestId={error.code === 'notFound' ? undefined : error.requestId}
              onRetry={page.reload}
            >
              <Btn kind="plain" onTap={() => void Taro.switchTab({ url: '/pages/street/index' })}>
                {commonText.backToList}
              </Btn>
            </ErrorState>
          </View>
        ) : (
          <Skeleton shape="page" />
        )}
        {sheets}
      </Page>
    );

  const published = !unpublishedStates.includes(report.state);
  const failed = support.action.error ?? signIn.error ?? (form ? undefined : page.action.error);
  return (
    <Page
      title={detailText.title}
      className="detail"
      bar={
        <ActionBar
          report={report}
          signedIn={me !== undefined}
          onSupport={() => void support.toggle(report).then(page.reload)}
        />
      }
    >
      <Gallery report={report} />
      <HeadPart report={report} now={now} />
      <View className="stack">
        {failed && (
          <Notice tone="bad" alert>
            {errorSentence(failed)}
          </Notice>
        )}
        {error && <Notice tone="soon">{errorSentence(error)}</Notice>}
        <UndoPart report={report} page={page} />
        <ReasonPart report={report} now={now} onForm={setForm} />
        <AskPart report={report} now={now} page={page} me={me} onSignIn={() => void signIn.run(ask)} />
        <ClockPart report={report} now={now} />
        <ContactPart report={report} now={now} />
        <ProgressPart report={report} now={now} />
        <ReceiptPart report={report} now={now} />
        <SupportPart report={report} />
        {published && <ProposalsPart report={report} signedIn={me !== undefined} />}
        {published && <CommentsPart report={report} now={now} signedIn={signedIn} />}
        <OwnPart report={report} page={page} signedIn={signedIn} />
        {report.demonstration && <View className="cap detail__demo">{commonText.demonstration}</View>}
      </View>
      {form && (
        <ReasonSheet
          form={form}
          report={report}
          page={page}
          onClose={() => {
            setForm(undefined);
            page.action.clear();
          }}
        />
      )}
      {sheets}
    </Page>
  );
}

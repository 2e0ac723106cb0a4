import { proposals } from '@jierong/shared/endpoints/talk';
import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { Btn } from '@/components/btn';
import { ErrorState } from '@/components/errorState';
import { DemoTag } from '@/components/marks';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { Skeleton } from '@/components/skeleton';
import { goTab } from '@/features/mine/go';
import { useReturned } from '@/features/mine/useReturned';
import { useNow } from '@/features/reports/useNow';
import { useSignedIn } from '@/features/session/useSignedIn';
import { Comments } from '@/features/talk/comments';
import { RequestError } from '@/services/request';
import { useRequest } from '@/services/useRequest';
import { proposalText } from '@/text/cogovern';
import { errorSentence } from '@/text/errors';
import { AnswerPart } from './answerPart';
import { HeadPart } from './headPart';
import './index.scss';
import { ResultPart } from './resultPart';
import { useVote } from './useVote';
import { VoteBar } from './voteBar';
import { VoteSheet } from './voteSheet';

/** One proposal: what, why, how people vote, the official answer, and what is said. */
export default function ProposalPage() {
  const { id = '' } = useRouter().params;
  const signing = useSignedIn();
  const { me, signedIn, sheets } = signing;
  const page = useRequest(proposals.info, id ? { id } : null);
  const { data: proposal, reload } = page;
  const error = id ? page.error : new RequestError('notFound');
  const voting = useVote(page, signing);
  const now = useNow();
  useReturned(() => void reload());
  useShareAppMessage(() => ({ title: proposal?.title, path: `/pkg-cogovern/proposal/index?id=${id}` }));

  if (!proposal)
    return (
      <Page>
        {error ? (
          <View className="stack">
            <ErrorState
              title={error.code === 'notFound' ? proposalText.goneTitle : undefined}
              text={error.code === 'notFound' ? proposalText.goneText : errorSentence(error)}
              requestId={error.code === 'notFound' ? undefined : error.requestId}
              onRetry={reload}
            >
              <Btn kind="plain" onTap={() => goTab('cogovern')}>
                {proposalText.toCogovern}
              </Btn>
            </ErrorState>
          </View>
        ) : (
          <Skeleton shape="page" count={2} />
        )}
        {sheets}
      </Page>
    );

  const held = proposal.mine && proposal.abilities.length === 0;
  return (
    <Page className="proposalPage" bar={voting.open && <VoteBar onChoose={(choice) => void voting.choose(choice)} />}>
      <HeadPart proposal={proposal} now={now} />
      <View className="stack">
        {held && me && !page.loading && <Notice tone="soon">{proposalText.held}</Notice>}
        {voting.error && !voting.choice && (
          <Notice tone="bad" alert>
            {errorSentence(voting.error)}
          </Notice>
        )}
        {error && <Notice tone="soon">{errorSentence(error)}</Notice>}
        <ResultPart proposal={proposal} aside={me !== undefined && !held && !page.loading && voting.aside} />
        <AnswerPart proposal={proposal} now={now} unit={me?.unit?.name} page={page} signedIn={signedIn} />
        {!held && <Comments proposalId={id} count={proposal.comments} now={now} signedIn={signedIn} />}
        {me?.demonstration && <DemoTag />}
      </View>
      {voting.choice && <VoteSheet choice={voting.choice} me={me} voting={voting} />}
      {sheets}
    </Page>
  );
}

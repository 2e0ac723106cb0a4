import { proposals } from '@jierong/shared/endpoints/talk';
import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { Btn } from '@/components/btn';
import { ErrorState } from '@/components/errorState';
import { Notice } from '@/components/notice';
import { Page } from '@/components/page';
import { Skeleton } from '@/components/skeleton';
import { go } from '@/features/mine/go';
import { useReturned } from '@/features/mine/useReturned';
import { useNow } from '@/features/reports/useNow';
import { useSignedIn } from '@/features/session/useSignedIn';
import { Comments } from '@/features/talk/comments';
import { useRequest } from '@/services/useRequest';
import { cogovernText, proposalText } from '@/text/cogovern';
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
  const { me, signedIn, sheets } = useSignedIn();
  const page = useRequest(proposals.info, id ? { id } : null);
  const { data: proposal, error, reload, setData } = page;
  const now = useNow();
  const voting = useVote(proposal, { signedIn, setData, reload });
  // Open while an answer is being written: what was typed stays when the proposal is fetched anew.
  const [, setShown] = useState(0);
  useReturned(() => {
    setShown((n) => n + 1);
    void reload();
  });
  useShareAppMessage(() => ({ title: proposal?.title, path: `/pkg-cogovern/proposal/index?id=${id}` }));
  return <Page>{proposal?.id}</Page>;
}

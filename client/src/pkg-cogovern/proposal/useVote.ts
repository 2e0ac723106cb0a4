import { proposals } from '@jierong/shared/endpoints/talk';
import type { Proposal, VoteChoice } from '@jierong/shared/talk';
import { useState } from 'react';
import { toast } from '@/features/reports/toast';
import type { SignedIn } from '@/features/session/useSignedIn';
import { RequestError, request } from '@/services/request';
import { useAction } from '@/services/useAction';
import type { Requested } from '@/services/useRequest';
import { proposalText } from '@/text/cogovern';

export interface Voting {
  /** There is a vote to give: by this person, or by whoever signs in. */
  open: boolean;
  /** This person takes no part, as their unit handles it. */
  aside: boolean;
  /** What is being asked about once more. */
  choice?: VoteChoice;
  busy: boolean;
  error?: RequestError;
  /** Asks who is there, then once more whether it is meant. */
  choose: (choice: VoteChoice) => Promise<void>;
  confirm: () => Promise<void>;
  close: () => void;
}

/** One person, one vote, once. What the server already has is shown instead of asked again. */
export function useVote(page: Requested<Proposal>, signing: Pick<SignedIn, 'me' | 'ask' | 'signedIn'>): Voting {
  const { data: proposal, setData, reload } = page;
  const { me, ask, signedIn } = signing;
  const [wanted, setWanted] = useState<VoteChoice>();
  const action = useAction();
  const running = proposal !== undefined && !proposal.closed && proposal.myVote === undefined;
  const may = running && proposal.abilities.includes('vote');

  const choose = async (choice: VoteChoice) => {
    const person = await action.run(ask);
    if (person) setWanted(choice);
  };
  const close = () => {
    setWanted(undefined);
    action.clear();
  };
  const confirm = async () => {
    if (!proposal || !wanted) return;
    const told = await action.run(() => signedIn(() => send(proposal.id, wanted)));
    if (!told) return;
    setData(told);
    setWanted(undefined);
    toast(proposalText.thanks);
  };
  const send = async (id: string, choice: VoteChoice) => {
    try {
      return await request(proposals.vote, { id, choice });
    } catch (error) {
      if (error instanceof RequestError && ['alreadyVoted', 'illegalTransition'].includes(error.code)) await reload();
      throw error;
    }
  };
  const { busy, error } = action;
  return {
    open: running && (may || !me),
    aside: running && !may,
    // A person who just signed in may have voted before: the proposal is fetched anew, and tells.
    choice: may ? wanted : undefined,
    busy,
    error,
    choose,
    confirm,
    close,
  };
}

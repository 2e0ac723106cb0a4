import type { Proposal } from '@jierong/shared/talk';
import { Text, View } from '@tarojs/components';
import { Due } from '@/components/due';
import { Official, Tag } from '@/components/marks';
import { Tap } from '@/components/tap';
import { go } from '@/features/mine/go';
import { proposalText } from '@/text/cogovern';
import { closingStatus } from './closing';
import { TallyPolls, tallyWords } from './tallyPolls';
import './talk.scss';

/** Opens a proposal's own page. */
export const openProposal = (id: string): void => go(`/pkg-cogovern/proposal/index?id=${id}`);

/** A proposal in a list: until when, what, its votes, and the official answer. */
export function ProposalCard({ proposal, now }: { proposal: Proposal; now: number }) {
  const { id, title, by, reportTitle, tally, myVote, comments, closesAt, officialAnswer } = proposal;
  const status = closingStatus(proposal, now);
  const over = status === 'done';
  const left = over ? proposalText.over : proposalText.left(closesAt, now);
  const mine = myVote && proposalText.yours[myVote];
  const answered = officialAnswer && [proposalText.seal, officialAnswer.unitName, officialAnswer.words].join('，');
  const said = comments > 0 && proposalText.commentCount(comments);
  const state = over ? [left] : [proposalText.voting, left];
  const heard = [...state, title, proposalText.byOf(by, reportTitle), tallyWords(tally), answered, mine, said];
  return (
    <Tap className="card proposal" role="link" label={heard.filter(Boolean).join('，')} onTap={() => openProposal(id)}>
      <View className="row between wrap">
        {over ? <Tag text={proposalText.over} /> : <Tag text={proposalText.voting} icon="act-vote" />}
        {!over && <Due status={status} text={left} />}
      </View>
      <Text className="strong proposal__title">{title}</Text>
      <Text className="cap proposal__by">{proposalText.byOf(by, reportTitle)}</Text>
      <TallyPolls tally={tally} />
      {officialAnswer && (
        <View className="proposal__answer">
          <View className="row wrap">
            <Official text={proposalText.seal} />
            <Text className="strong">{officialAnswer.unitName}</Text>
          </View>
          <View className="mt1 clamp2">{officialAnswer.words}</View>
        </View>
      )}
      {(mine || said) && (
        <View className="row between wrap proposal__foot">
          {mine ? <Tag text={mine} icon="ui-check" /> : <View />}
          {said && <Text className="cap">{said}</Text>}
        </View>
      )}
    </Tap>
  );
}

import type { Comment, Proposal, VoteChoice } from '@jierong/shared/talk';
import type { Person } from '../people/person';
import type { ReportRecord } from '../reports/record';
import type { CommentRecord } from './commentModel';
import { handles, speaksOfficially, voteOver } from './policy';
import type { ProposalRecord } from './proposalModel';

/** Official words stand under the name of the unit, never of a person. */
export const presentComment = (comment: CommentRecord, reader: Person | undefined): Comment => ({
  id: comment._id,
  at: comment.at.toISOString(),
  by: comment.official ? (comment.unitName ?? '') : comment.nickname,
  official: comment.official,
  ...(comment.unitName ? { unitName: comment.unitName } : {}),
  mine: comment.authorId === reader?.id,
  hidden: comment.status !== 'shown',
  words: comment.words,
});

export function presentProposal(
  proposal: ProposalRecord,
  report: ReportRecord,
  reader: { person: Person | undefined; vote: VoteChoice | undefined; now: Date },
): Proposal {
  const { officialAnswer } = proposal;
  const cover = report.photos[0];
  return {
    id: proposal._id,
    reportId: report._id,
    reportTitle: report.title,
    reportState: report.position.state,
    group: report.group,
    ...(cover ? { cover } : {}),
    title: proposal.title,
    why: proposal.why,
    by: proposal.nickname,
    at: proposal.at.toISOString(),
    mine: proposal.authorId === reader.person?.id,
    tally: proposal.tally,
    ...(reader.vote ? { myVote: reader.vote } : {}),
    comments: proposal.comments,
    closesAt: proposal.closesAt.toISOString(),
    closed: voteOver(proposal, report, reader.now),
    ...(officialAnswer ? { officialAnswer: { ...officialAnswer, at: officialAnswer.at.toISOString() } } : {}),
    abilities: abilitiesOf(proposal, report, reader),
  };
}

function abilitiesOf(
  proposal: ProposalRecord,
  report: ReportRecord,
  { person, vote, now }: { person: Person | undefined; vote: VoteChoice | undefined; now: Date },
): Proposal['abilities'] {
  if (!person || proposal.status !== 'shown') return [];
  const abilities: Proposal['abilities'] = [];
  if (!vote && !voteOver(proposal, report, now) && !handles(person, report)) abilities.push('vote');
  abilities.push('comment');
  if (!proposal.officialAnswer && speaksOfficially(person, report)) abilities.push('answer');
  return abilities;
}

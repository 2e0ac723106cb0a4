import type { Tally } from '@jierong/shared/talk';
import type { ReportRecord } from '../../modules/reports/record';
import type { ProposalRecord } from '../../modules/talk/proposalModel';
import type { VoteRecord } from '../../modules/talk/voteModel';
import type { Chance } from './chance';
import type { Sources } from './sources';

const DAY = 86_400_000;
const VOTE_DAYS = 7;

/** Proposals on reports that are still open, with votes of residents and merchants told apart. */
export function proposalsOf(
  published: ReportRecord[],
  sources: Sources,
  chance: Chance,
  now: Date,
): { proposals: ProposalRecord[]; votes: VoteRecord[] } {
  const proposals: ProposalRecord[] = [];
  const votes: VoteRecord[] = [];
  const taken = new Set<string>();
  for (const idea of sources.stories.proposals) {
    const fits = (r: ReportRecord) => r.group === idea.group && r.open && !taken.has(r._id);
    const report = published.find((r) => fits(r) && r.shopId !== undefined) ?? published.find(fits);
    if (!report) continue;
    taken.add(report._id);
    const at = new Date(Math.max(report.createdAt.getTime() + 600_000, now.getTime() - chance.between(1, 5) * DAY));
    if (at > now) continue;
    const id = `${report._id}-proposal`;
    const cast = votesOf(id, report, at, chance, now);
    votes.push(...cast);
    report.proposals = 1;
    const answer =
      chance.likely(0.35) && report.unit
        ? {
            officialAnswer: {
              at: now,
              unitName: report.unit.name,
              words: chance.pick(sources.stories.proposalAnswers),
            },
          }
        : {};
    proposals.push({
      _id: id,
      reportId: report._id,
      authorId: 'demo-neighbour-1',
      clientKey: id,
      nickname: '早起的街坊',
      title: idea.title,
      why: idea.why,
      status: 'shown',
      at,
      closesAt: new Date(at.getTime() + VOTE_DAYS * DAY),
      tally: tallyOf(cast),
      comments: 0,
      tallyRevision: 1,
      settled: false,
      counted: true,
      ...answer,
    });
  }
  return { proposals, votes };
}

function votesOf(proposalId: string, report: ReportRecord, from: Date, chance: Chance, now: Date): VoteRecord[] {
  const residents = chance.between(4, 46);
  const merchants = chance.between(1, 10);
  return Array.from({ length: residents + merchants }, (_, i) => {
    const merchant = i >= residents;
    return {
      _id: `${proposalId}-vote-${i + 1}`,
      proposalId,
      personId: merchant ? `demo-shopkeeper-${i - residents + 1}` : `demo-neighbour-${i + 1}`,
      choice: chance.likely(0.8) ? ('for' as const) : ('against' as const),
      kind: merchant ? ('merchant' as const) : ('resident' as const),
      member: merchant && report.shopId !== undefined && chance.likely(0.6),
      at: new Date(from.getTime() + (now.getTime() - from.getTime()) * chance.next()),
      counted: true,
    };
  });
}

function tallyOf(votes: readonly VoteRecord[]): Tally {
  const count = (kind: VoteRecord['kind'], choice: VoteRecord['choice'], members = false) =>
    votes.filter((v) => v.kind === kind && v.choice === choice && (!members || v.member)).length;
  return {
    residents: { for: count('resident', 'for'), against: count('resident', 'against') },
    merchants: {
      for: count('merchant', 'for'),
      against: count('merchant', 'against'),
      membersFor: count('merchant', 'for', true),
      membersAgainst: count('merchant', 'against', true),
    },
  };
}

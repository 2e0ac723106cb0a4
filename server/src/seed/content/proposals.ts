import type { Tally } from '@jierong/shared/talk';
import type { ReportRecord } from '../../modules/reports/record';
import { voteEnd } from '../../modules/talk/policy';
import type { ProposalRecord } from '../../modules/talk/proposalModel';
import type { VoteRecord } from '../../modules/talk/voteModel';
import { neighbour } from './cast';
import type { Chance } from './chance';
import { nextMorning } from './daytime';
import { about, type Sources } from './sources';

const HOUR = 3_600_000;
/** Nobody has thought of a better way, and voted on it, for what came in just now. */
const YOUNGEST = 18 * HOUR;

/** Well after an instant and well before now. */
const later = (at: Date, now: Date): Date => new Date((at.getTime() + 2 * now.getTime()) / 3);

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
    const fits = (r: ReportRecord) =>
      r.group === idea.group &&
      r.open &&
      !taken.has(r._id) &&
      now.getTime() - r.createdAt.getTime() > YOUNGEST &&
      about([idea], sources.storyOf(r)).length > 0;
    const report = published.find((r) => fits(r) && r.shopId !== undefined) ?? published.find(fits);
    if (!report) continue;
    taken.add(report._id);
    const since = report.createdAt.getTime() + HOUR;
    const at = nextMorning(new Date(since + (now.getTime() - since) * 0.3 * chance.next()));
    if (at >= now) continue;
    const id = `${report._id}-proposal`;
    const cast = votesOf(id, report, at, chance, now);
    votes.push(...cast);
    report.proposals = 1;
    const officialAnswer =
      idea.answer && report.unit
        ? { officialAnswer: { at: later(at, now), unitName: report.unit.name, words: idea.answer } }
        : {};
    proposals.push({
      _id: id,
      reportId: report._id,
      authorId: neighbour(0),
      clientKey: id,
      nickname: '早起的街坊',
      title: idea.title,
      why: idea.why,
      status: 'shown',
      at,
      closesAt: voteEnd(at),
      tally: tallyOf(cast),
      comments: 0,
      tallyRevision: 1,
      settled: false,
      counted: true,
      ...officialAnswer,
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
      personId: merchant ? `demo-shopkeeper-${i - residents + 1}` : neighbour(i),
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

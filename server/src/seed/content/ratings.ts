import type { Satisfaction } from '@jierong/shared/ratings';
import { type AskingRecord, askingOf, asks } from '../../modules/ratings/asking';
import type { RatingRecord } from '../../modules/ratings/model';
import type { ReportRecord } from '../../modules/reports/record';
import type { Chance } from './chance';
import type { Content } from './make';
import { about, type Sources } from './sources';

/** Whom each repair asked: its reporter and its supporters. */
export const askingsOf = (reports: readonly ReportRecord[]): AskingRecord[] =>
  reports.flatMap((report) =>
    report.timeline
      .filter((entry) => asks(entry))
      .map((entry) => ({
        _id: `${report._id}:${entry.seq}`,
        reportId: report._id,
        ...(entry.action !== 'done' && report.unit ? { unitId: report.unit.id } : {}),
        at: entry.at,
        asked: report.supports + 1,
      })),
  );

const starsOf: Record<Satisfaction, [number, number]> = {
  satisfied: [4, 5],
  mostlySatisfied: [3, 4],
  unsatisfied: [1, 2],
};

/** About a third of those asked answer; most are content, not all. */
export function ratingsOf(content: Content, sources: Sources, chance: Chance, now: Date): RatingRecord[] {
  const supporters = new Map<string, string[]>();
  for (const s of content.supports) supporters.set(s.reportId, [...(supporters.get(s.reportId) ?? []), s.personId]);
  return content.reports
    .filter((r) => r.position.state === 'closed' && r.position.outcome === 'fixed')
    .flatMap((report) => {
      const asking = askingOf(report);
      const askedAt = report.resolvedAt ?? report.updatedAt;
      const asked = [report.reporterId!, ...(supporters.get(report._id) ?? [])];
      // What its reporter still has to rate stays open for the newest ones.
      const answering = asked.filter((_, i) => chance.likely(i === 0 ? 0.6 : 0.3));
      return answering.map((personId) => {
        const as = personId === report.reporterId ? ('reporter' as const) : ('supporter' as const);
        const satisfaction = satisfactionOf(as, chance);
        const [least, most] = starsOf[satisfaction];
        const fitting = about(sources.stories.ratings[satisfaction], sources.storyOf(report));
        const at = new Date(Math.min(now.getTime(), askedAt.getTime() + chance.between(1, 60) * 3_600_000));
        return {
          _id: `${report._id}-rating-${personId}`,
          reportId: report._id,
          asking,
          askedAt,
          personId,
          as,
          ...(report.position.origin === 'official' && report.unit ? { unitId: report.unit.id } : {}),
          speed: chance.between(least, most),
          quality: chance.between(least, most),
          manner: chance.between(Math.max(least, 2), 5),
          satisfaction,
          words: chance.likely(0.4) ? chance.pick(fitting).words : '',
          wordsShown: true,
          callBack: as === 'supporter' && satisfaction === 'unsatisfied',
          at,
        };
      });
    });
}

/** Most are content, not all. A reporter's 不满意 would have sent the work back: of what is closed only supporters say it. */
function satisfactionOf(as: 'reporter' | 'supporter', chance: Chance): Satisfaction {
  if (chance.likely(0.58)) return 'satisfied';
  return as === 'reporter' || chance.likely(0.45) ? 'mostlySatisfied' : 'unsatisfied';
}

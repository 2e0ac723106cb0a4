import type { Services } from '../../../services';
import { addLimit } from '../../calendar/workingTime';
import type { Person } from '../../people/person';
import { act, changeReport, outboxEntry } from '../../reports/change';
import { requireSight } from '../../reports/policy';
import type { ReportRecord } from '../../reports/record';
import { asClaimer } from '../policy';
import { claimerNames } from '../text';

/**
 * Claims an offered issue (民办). Its forward entry stays in the outbox, due when the claim lapses, so that nothing is
 * lost when nobody comes back.
 * @throws notFound, forbidden, conflictOfInterest, illegalTransition, reportMoved
 */
export async function takeClaim(
  services: Services,
  person: Person,
  input: { id: string; version: number },
): Promise<ReportRecord> {
  const at = services.now();
  const dueAt = addLimit(at, { value: services.env.CLAIM_LIMIT_WORKING_DAYS, unit: 'workingDay' });
  return changeReport(input.id, input.version, (found) => {
    const report = requireSight(undefined, found);
    const actor = asClaimer(person, report);
    const by = person.shop?.name ?? claimerNames[actor] ?? '';
    const { change } = act(report, { action: 'claim', actor, at, personId: person.id, by, detail: { dueAt } });
    const { handledBy } = report;
    return {
      ...change,
      set: {
        ...change.set,
        claim: { personId: person.id, by, at, dueAt },
        handledBy: { ...handledBy, personIds: [...new Set([...handledBy.personIds, person.id])] },
        offerUntil: undefined,
      },
      enqueue: [...change.enqueue, outboxEntry('forward', change.entry.seq, dueAt)],
      finish: forwardEntries(report),
    };
  });
}

/** The entries that would open a case. */
export const forwardEntries = (report: ReportRecord): string[] =>
  report.outbox.filter((entry) => entry.kind === 'forward').map((entry) => entry.id);

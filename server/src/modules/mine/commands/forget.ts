import { AppError } from '../../../appError';
import { newId } from '../../../ids';
import { eraseMessages } from '../../messages/commands/eraseMessages';
import type { Person } from '../../people/person';
import { eraseRater } from '../../ratings/commands/eraseRater';
import { changeReport } from '../../reports/change';
import type { ReportRecord } from '../../reports/record';

/**
 * Erases a person's name from a report of theirs. It stays, as 一位居民: what they did as its reporter is kept under an id
 * that leads to nobody. Whoever claimed or handled it stays known, for the rule that nobody decides on their own work.
 * @throws notFound when it is not theirs
 */
export async function forgetReporter(person: Person, id: string): Promise<void> {
  const nobody = newId();
  await changeReport(id, undefined, (report) => {
    if (report.reporterId !== person.id) throw new AppError('notFound');
    return { set: withoutReporter(report, person.id, nobody) };
  });
  await eraseRater(id, person.id, nobody);
  await eraseMessages(person.id, id);
}

function withoutReporter(report: ReportRecord, personId: string, nobody: string) {
  const { dispute, appeal } = report;
  return {
    reporterId: undefined,
    anonymous: true,
    timeline: report.timeline.map((entry) => {
      if (entry.actor !== 'reporter' || entry.personId !== personId) return entry;
      const { personId: _erased, ...rest } = entry;
      return rest;
    }),
    confirmations: report.confirmations.map((c) => (c.personId === personId ? { ...c, personId: nobody } : c)),
    ...(dispute?.personId === personId ? { dispute: { ...dispute, personId: nobody } } : {}),
    ...(appeal?.personId === personId ? { appeal: { ...appeal, personId: nobody } } : {}),
  };
}

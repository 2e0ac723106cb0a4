import { transition } from '@jierong/shared/reportLifecycle';
import type { Env } from '../../../env';
import type { Services } from '../../../services';
import { act, type Change, changeReport, factsOf } from '../../reports/change';
import type { ReportRecord } from '../../reports/record';
import { backToWork } from '../../review/backToWork';
import { askingOf } from '../asking';
import { RatingModel, type RatingRecord } from '../model';

const MINUTE = 60_000;
const BATCH = 100;

/**
 * Sends a report back to work because its reporter is not satisfied: a low answer is an order. Where the table allows it
 * no more, the third time, it asks for 回访 instead. Nothing happens when it went back by another way in the meantime.
 */
export async function orderRedo(services: Services, rating: RatingRecord): Promise<ReportRecord> {
  const now = services.now();
  const sameRepair = ({ position, timeline }: ReportRecord) =>
    ['resolved', 'closed'].includes(position.state) && askingOf({ timeline }) === rating.asking;
  let callBack = false;
  const report = await changeReport(rating.reportId, undefined, (found) => {
    if (!sameRepair(found)) return null;
    callBack = !transition(found.position, 'rateUnsatisfied', 'reporter', factsOf(found, now)).allowed;
    return callBack ? marked(found) : sentBack(found, rating, now, services.env);
  });
  await RatingModel.updateOne({ _id: rating._id }, { $set: { redo: 'given', callBack } });
  services.kick();
  return report;
}

const oneMore = (counts: ReportRecord['counts']) => ({ ...counts, unsatisfied: counts.unsatisfied + 1 });

const marked = (report: ReportRecord): Change => ({ set: { counts: oneMore(report.counts) } });

function sentBack(report: ReportRecord, rating: RatingRecord, at: Date, env: Env): Change {
  const note = rating.wordsShown ? { note: rating.words } : {};
  const acted = act(report, {
    action: 'rateUnsatisfied',
    actor: 'reporter',
    personId: rating.personId,
    at,
    detail: note,
  });
  const change = backToWork(report, acted, at, env);
  const { dispute } = report;
  const decided =
    report.position.disputeOpen && dispute ? { dispute: { ...dispute, decision: 'upheld' as const } } : {};
  return { ...change, set: { ...change.set, ...decided, counts: oneMore(change.set?.counts ?? report.counts) } };
}

/** Gives the orders that a crash kept from their reports for more than a minute. A job calls it. */
export async function giveDueRedos(services: Services): Promise<void> {
  const before = new Date(services.now().getTime() - MINUTE);
  const due = await RatingModel.find({ redo: 'due', at: { $lt: before } })
    .limit(BATCH)
    .lean<RatingRecord[]>();
  for (const rating of due) await orderRedo(services, rating);
}

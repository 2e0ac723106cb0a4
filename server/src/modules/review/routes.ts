import { disputes, review } from '@jierong/shared/endpoints/review';
import { AppError } from '../../appError';
import { caller, type Handler, type Route, route } from '../../http/call';
import { pageOf } from '../../http/cursor';
import type { ReportRecord } from '../reports/record';
import { supportedAmong } from '../reports/supports';
import { decideAppeal } from './commands/decideAppeal';
import { decideDispute } from './commands/decideDispute';
import { pass } from './commands/pass';
import { refuse } from './commands/refuse';
import { asJudge, concerned, isLead, isModerator, moderatesOwn, refusedIt, requireModerator } from './policy';
import { presentDispute, presentWaiting } from './presenter';
import { openDisputes, waitingForLead, waitingForModerators, waitingKey } from './queries';

const done = { done: true } as const;
const following = (next: string | undefined) => (next ? { next } : {});

/** The moderators' queue, and for the squadron lead the appeals against 不予立案. */
const listReviews: Handler<typeof review.list.input, typeof review.list.output> = async (call) => {
  const person = caller(call);
  if (!isModerator(person) && !isLead(person)) throw new AppError('forbidden');
  const waiting = await (isLead(person) ? waitingForLead : waitingForModerators)(call.input);
  const { rows, next } = pageOf(waiting, call.input.limit, waitingKey);
  const supports = await supportedAmong(
    person.id,
    rows.map((row) => row.report._id),
  );
  const conflict = (kind: 'review' | 'appeal', report: ReportRecord): boolean => {
    if (isLead(person)) return concerned(person, report, supports.has(report._id));
    return kind === 'appeal' ? refusedIt(person, report) : moderatesOwn(person, report);
  };
  const items = rows.map((row) => presentWaiting(row, conflict(row.kind, row.report), call.services.env));
  return { items, ...following(next) };
};

export const reviewRoutes: Route[] = [
  route(review.list, listReviews),
  route(review.pass, async (call) => {
    const person = caller(call);
    requireModerator(person);
    await pass(call.services, person, call.input);
    return done;
  }),
  route(review.refuse, async (call) => {
    const person = caller(call);
    requireModerator(person);
    await refuse(call.services, person, call.input);
    return done;
  }),
  route(review.decideAppeal, async (call) => {
    const person = caller(call);
    if (!isModerator(person) && !isLead(person)) throw new AppError('forbidden');
    await decideAppeal(call.services, person, call.input);
    return done;
  }),
  route(disputes.list, async (call) => {
    const person = caller(call);
    asJudge(person);
    const open = await openDisputes(call.input);
    const { rows, next } = pageOf(open, call.input.limit, (r) => [r.dispute?.decideBy.getTime() ?? 0, r._id]);
    const supports = await supportedAmong(
      person.id,
      rows.map((report) => report._id),
    );
    const items = rows.flatMap((report) =>
      report.dispute
        ? [presentDispute(report, report.dispute, concerned(person, report, supports.has(report._id)))]
        : [],
    );
    return { items, ...following(next) };
  }),
  route(disputes.decide, async (call) => {
    const person = caller(call);
    asJudge(person);
    await decideDispute(call.services, person, call.input);
    return done;
  }),
];

import { forwarding } from '@jierong/shared/endpoints/forwarding';
import type { ForwardingItem } from '@jierong/shared/forwarding';
import { caller, type Route, route } from '../http/call';
import { startOfDay } from '../modules/calendar/workingTime';
import type { ReportRecord } from '../modules/reports/record';
import type { Destinations } from './destinations';
import { asKeeper, closeWithReason, deliverByHand, reroute, resend } from './held';
import { countStray, dismissStray, listStray } from './inbox/stray';
import { keyOf } from './keys';
import {
  countAccepted,
  countHeld,
  countLane,
  countWaiting,
  forwardingSince,
  listForwarding,
  oldestWaiting,
} from './queries';
import { dryRun } from './routing/dryRun';

const done = { done: true } as const;

const present = (report: ReportRecord, { title }: Destinations): ForwardingItem => ({
  reportId: report._id,
  title: report.title,
  group: report.group,
  key: keyOf(report._id, report.position.round),
  ...(report.delivery.destination ? { destination: title(report.delivery.destination) } : {}),
  status: report.position.receipt ?? 'queued',
  attempts: report.delivery.attempts.map(({ at, outcome, detail }) => ({
    at: at.toISOString(),
    outcome,
    ...(detail ? { detail } : {}),
  })),
  since: forwardingSince(report).toISOString(),
  ...(report.delivery.nextAttemptAt ? { nextAttemptAt: report.delivery.nextAttemptAt.toISOString() } : {}),
  version: report.version,
});

export const forwardingRoutes: Route[] = [
  route(forwarding.summary, async (call) => {
    asKeeper(caller(call));
    const [waiting, held, strayAnswers, acceptedToday, since] = await Promise.all([
      countWaiting(),
      countHeld(),
      countStray(),
      countAccepted(startOfDay(call.now)),
      oldestWaiting(),
    ]);
    const oldestSeconds = since ? Math.max(0, Math.round((call.now.getTime() - since.getTime()) / 1000)) : 0;
    const destinations = await Promise.all(
      call.services.destinations.names.map(async (name) => ({
        name,
        title: call.services.destinations.title(name),
        waiting: await countLane(name),
      })),
    );
    return { waiting, held, acceptedToday, oldestSeconds, destinations, strayAnswers };
  }),
  route(forwarding.list, async (call) => {
    asKeeper(caller(call));
    const { view, cursor, limit } = call.input;
    const { rows, next } = await listForwarding(view, cursor, limit);
    return {
      items: rows.map((row) => present(row, call.services.destinations)),
      ...(next ? { next } : {}),
    };
  }),
  route(forwarding.dryRun, async (call) => {
    asKeeper(caller(call));
    return dryRun(call.services, call.input);
  }),
  route(forwarding.resend, async (call) => {
    await resend(call.services, caller(call), call.input);
    return done;
  }),
  route(forwarding.answers, (call) => {
    asKeeper(caller(call));
    return listStray(call.services.destinations, call.input.cursor, call.input.limit);
  }),
  route(forwarding.dismissAnswer, async (call) => {
    asKeeper(caller(call));
    await dismissStray(call.input.id);
    return done;
  }),
  route(forwarding.reroute, async (call) => ({ reroute: await reroute(call.services, caller(call), call.input) })),
  route(forwarding.deliverByHand, async (call) => {
    await deliverByHand(call.services, caller(call), call.input);
    return done;
  }),
  route(forwarding.closeWithReason, async (call) => {
    await closeWithReason(call.services, caller(call), call.input);
    return done;
  }),
];

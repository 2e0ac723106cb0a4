import { reports } from '@jierong/shared/endpoints/reports';
import { limits } from '@jierong/shared/limits';
import { caller, type Route, route } from '../../http/call';
import { confirmRepair, disputeRepair } from './commands/answerRepair';
import { appealReport } from './commands/appeal';
import { correctReport, editReport, supplementReport } from './commands/edit';
import { submitReport } from './commands/submit';
import { supportReport, unsupportReport } from './commands/support';
import { withdrawReport } from './commands/withdraw';
import { requireSight } from './policy';
import { presentPin } from './presenter';
import { findDuplicates, findReport, listInBox, listNearby, listOwn, listReports, listSupported } from './queries';
import { viewCards, viewReport } from './view';

export const reportsRoutes: Route[] = [
  route(reports.list, async ({ input, person, now }) => {
    const { longitude, latitude, radius, groups, states, open, text } = input;
    const near = longitude !== undefined && latitude !== undefined ? { longitude, latitude } : undefined;
    const filter = { groups, states, open, text };
    const page = { cursor: input.cursor, limit: input.limit };
    const { rows, next } = near
      ? await listNearby(filter, near, radius ?? 2000, page)
      : await listReports(filter, page);
    return { items: await viewCards(person, rows, now, near), ...(next ? { next } : {}) };
  }),
  route(reports.map, async ({ input, now }) => {
    const { groups, states, open, ...box } = input;
    const rows = await listInBox({ groups, states, open }, box, limits.mapPins);
    return { pins: rows.slice(0, limits.mapPins).map((r) => presentPin(r, now)), more: rows.length > limits.mapPins };
  }),
  route(reports.mine, async (call) => {
    const person = caller(call);
    const { as, ...page } = call.input;
    const { rows, next } =
      as === 'supporter' ? await listSupported(person.id, page) : await listOwn(person.id, as, page);
    return { items: await viewCards(person, rows, call.now), ...(next ? { next } : {}) };
  }),
  route(reports.info, async ({ input, person, services }) =>
    viewReport(services, person, requireSight(person, await findReport(input.id))),
  ),
  route(reports.duplicates, async (call) => {
    const person = caller(call);
    const { group, longitude, latitude } = call.input;
    const here = { longitude, latitude };
    return { items: await viewCards(person, await findDuplicates(group, here), call.now, here) };
  }),
  route(reports.submit, async (call) => {
    const person = caller(call);
    return viewReport(
      call.services,
      person,
      await submitReport(call.services, person, call.idempotencyKey, call.input),
    );
  }),
  route(reports.edit, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await editReport(call.services, person, call.input));
  }),
  route(reports.withdraw, async (call) => {
    const person = caller(call);
    return viewReport(
      call.services,
      person,
      await withdrawReport(call.services, person, call.input.id, call.input.version),
    );
  }),
  route(reports.correct, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await correctReport(call.services, person, call.input));
  }),
  route(reports.appeal, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await appealReport(call.services, person, call.input));
  }),
  route(reports.supplement, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await supplementReport(call.services, person, call.input));
  }),
  route(reports.support, async (call) => supportReport(call.services, caller(call), call.input.id)),
  route(reports.unsupport, async (call) => unsupportReport(call.services, caller(call), call.input.id)),
  route(reports.confirm, async (call) => {
    const person = caller(call);
    return viewReport(
      call.services,
      person,
      await confirmRepair(call.services, person, call.input.id, call.input.version),
    );
  }),
  route(reports.dispute, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await disputeRepair(call.services, person, call.input));
  }),
];

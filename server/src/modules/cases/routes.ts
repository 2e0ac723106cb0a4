import type { CaseAction, CaseInfo } from '@jierong/shared/cases';
import { cases } from '@jierong/shared/endpoints/cases';
import { type Call, caller, type Route, route } from '../../http/call';
import type { Services } from '../../services';
import type { Person } from '../people/person';
import { accept, decline, file, refuse } from './commands/acceptance';
import { closeUnfixed, pass, rework, voidCase } from './commands/closing';
import { contact } from './commands/contact';
import { dispatch, handOver, refuseHandOver, takeOver } from './commands/dispatch';
import { feedback, fixOnSpot, sendBack, start } from './commands/handling';
import { authorize, requireCase } from './policy';
import { presentCase } from './presenter';
import { caseFilter, countCases, findCase, listCases } from './queries';
import type { CaseRecord } from './record';
import { viewCase } from './view';

/** Every step of the desk: load, authorize, do, show. */
const act =
  <I extends { id: string }>(
    action: CaseAction,
    command: (services: Services, person: Person, input: I) => Promise<CaseRecord>,
  ) =>
  async (call: Call<I>): Promise<CaseInfo> => {
    const person = caller(call);
    authorize(person, requireCase(person, await findCase(call.input.id)), action);
    return viewCase(person, await command(call.services, person, call.input), call.now);
  };

export const casesRoutes: Route[] = [
  route(cases.list, async (call) => {
    const person = caller(call);
    const filter = caseFilter(person, call.input, call.now);
    const [{ rows, next }, counts] = await Promise.all([
      listCases(filter, call.input.cursor, call.input.limit),
      countCases(person, call.now),
    ]);
    return { items: rows.map((row) => presentCase(row, call.now)), ...(next ? { next } : {}), counts };
  }),
  route(cases.info, async (call) => {
    const person = caller(call);
    return viewCase(person, requireCase(person, await findCase(call.input.id)), call.now);
  }),
  route(cases.accept, act('accept', accept)),
  route(cases.refuse, act('refuse', refuse)),
  route(cases.file, act('file', file)),
  route(cases.decline, act('decline', decline)),
  route(cases.dispatch, act('dispatch', dispatch)),
  route(cases.handOver, act('handOver', handOver)),
  route(cases.takeOver, act('takeOver', takeOver)),
  route(cases.refuseHandOver, act('refuseHandOver', refuseHandOver)),
  route(cases.start, act('start', start)),
  route(cases.sendBack, act('sendBack', sendBack)),
  route(cases.fixOnSpot, act('fixOnSpot', fixOnSpot)),
  route(cases.feedback, act('feedback', feedback)),
  route(cases.pass, act('pass', pass)),
  route(cases.rework, act('rework', rework)),
  route(cases.closeUnfixed, act('closeUnfixed', closeUnfixed)),
  route(cases.void, act('void', voidCase)),
  route(cases.contact, act('contact', contact)),
];

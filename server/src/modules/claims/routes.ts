import { claims } from '@jierong/shared/endpoints/claims';
import { caller, type Route, route } from '../../http/call';
import { viewCards, viewReport } from '../reports/view';
import { finishClaim } from './commands/finish';
import { giveUpClaim, takeOverClaim } from './commands/release';
import { takeClaim } from './commands/take';
import { claimActorOf } from './policy';
import { offerPage } from './queries';

export const claimsRoutes: Route[] = [
  route(claims.offers, async (call) => {
    const person = caller(call);
    if (!claimActorOf(person)) return { items: [] };
    const { rows, next } = await offerPage(call.now, call.input.cursor, call.input.limit);
    return { items: await viewCards(person, rows, call.now), ...(next ? { next } : {}) };
  }),
  route(claims.take, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await takeClaim(call.services, person, call.input));
  }),
  route(claims.finish, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await finishClaim(call.services, person, call.input));
  }),
  route(claims.giveUp, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await giveUpClaim(call.services, person, call.input));
  }),
  route(claims.takeOver, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await takeOverClaim(call.services, person, call.input));
  }),
];

import { ratings, units } from '@jierong/shared/endpoints/ratings';
import { caller, type Route, route } from '../../http/call';
import { viewReport } from '../reports/view';
import { addRating } from './commands/addRating';
import { unitResult } from './unitResult';

export const ratingsRoutes: Route[] = [
  route(ratings.add, async (call) => {
    const person = caller(call);
    return viewReport(call.services, person, await addRating(call.services, person, call.input));
  }),
  route(units.result, ({ input, now }) => unitResult(input.id, input.days, now)),
];

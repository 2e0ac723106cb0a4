import { mine } from '@jierong/shared/endpoints/reports';
import { caller, type Route, route } from '../../http/call';
import { countUnread } from '../messages/queries';
import { ReportModel } from '../reports/model';
import { SupportModel } from '../reports/supports';
import { viewCards } from '../reports/view';
import { forgetReporter } from './commands/forget';
import { todosOf } from './todos';
import { workOf } from './work';

export const mineRoutes: Route[] = [
  route(mine.summary, async (call) => {
    const person = caller(call);
    const { now, services } = call;
    const [reported, supported, claimed, unread, todos, work] = await Promise.all([
      ReportModel.countDocuments({ reporterId: person.id }),
      SupportModel.countDocuments({ personId: person.id }),
      ReportModel.countDocuments({ 'claim.personId': person.id }),
      countUnread(person.id),
      todosOf(person, now, services.env),
      workOf(person),
    ]);
    const cards = await viewCards(
      person,
      todos.map((todo) => todo.report),
      now,
    );
    return {
      reported,
      supported,
      claimed,
      unread,
      todos: todos.flatMap(({ kind }, i) => (cards[i] ? [{ kind, report: cards[i] }] : [])),
      work,
    };
  }),
  route(mine.forget, async (call) => {
    await forgetReporter(caller(call), call.input.id);
    return { done: true as const };
  }),
];

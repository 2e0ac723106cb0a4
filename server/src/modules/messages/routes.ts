import { messages } from '@jierong/shared/endpoints/messages';
import { caller, type Route, route } from '../../http/call';
import { readMessages } from './commands/read';
import { presentMessage } from './presenter';
import { messagePage } from './queries';

export const messagesRoutes: Route[] = [
  route(messages.list, async (call) => {
    const { rows, next } = await messagePage(caller(call).id, call.input.cursor, call.input.limit);
    return { items: rows.map(presentMessage), ...(next ? { next } : {}) };
  }),
  route(messages.read, async (call) => {
    await readMessages(caller(call).id, call.input.ids);
    return { done: true as const };
  }),
];

import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { cursor, done, id, pageOf, pageSize } from '../fields';
import { message } from '../messages';

export const messages = {
  list: endpoint({
    name: 'messages.list',
    method: 'GET',
    access: 'signedIn',
    summary: "The caller's messages, newest first.",
    input: z.strictObject({ cursor, limit: pageSize }),
    output: pageOf(message),
    errors: [],
    rate: 'read',
  }),
  read: endpoint({
    name: 'messages.read',
    method: 'POST',
    access: 'signedIn',
    summary: 'Marks messages as read; all of them when none is named.',
    input: z.strictObject({ ids: z.optional(z.array(id).check(z.maxLength(100))) }),
    output: done,
    errors: [],
    rate: 'write',
  }),
};

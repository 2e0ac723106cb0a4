import * as z from 'zod/mini';
import { categoryGroup, categoryMatch, timeLimit } from '../categories';
import { endpoint } from '../endpoint';
import { text } from '../fields';
import { limits } from '../limits';

export const categories = {
  groups: endpoint({
    name: 'categories.groups',
    method: 'GET',
    access: 'public',
    summary: 'The dozen plain groups with the official code each stands for and its usual limit.',
    input: z.strictObject({}),
    output: z.object({
      groups: z.array(
        z.object({
          group: categoryGroup,
          code: z.string(),
          name: z.string(),
          limit: timeLimit,
          selfGovernable: z.boolean(),
        }),
      ),
    }),
    errors: [],
    rate: 'read',
  }),
  search: endpoint({
    name: 'categories.search',
    method: 'GET',
    access: 'public',
    summary: 'Searches the 403 official codes by name, code or everyday word; best first, at most 30.',
    input: z.strictObject({ text: text(limits.searchText) }),
    output: z.object({ matches: z.array(categoryMatch) }),
    errors: [],
    rate: 'read',
  }),
};

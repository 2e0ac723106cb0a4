import * as z from 'zod/mini';
import { board } from '../board';
import { endpoint } from '../endpoint';
import { queryNumber } from '../fields';

export const districts = {
  board: endpoint({
    name: 'districts.board',
    method: 'GET',
    access: 'public',
    summary: 'Indicators, states, groups, days, roads and units. Units are compared, persons never.',
    input: z.strictObject({ days: z._default(queryNumber.check(z.int(), z.gte(7), z.lte(365)), 30) }),
    output: board,
    errors: [],
    rate: 'read',
  }),
  info: endpoint({
    name: 'districts.info',
    method: 'GET',
    access: 'public',
    summary:
      'What this installation is: the district, whether it shows demonstration data, and the timers of its rules in minutes.',
    input: z.strictObject({}),
    output: z.object({
      district: z.string(),
      demonstration: z.boolean(),
      timers: z.object({
        undoMinutes: z.number(),
        claimOfferMinutes: z.number(),
        answerDays: z.number(),
        reopenDays: z.number(),
      }),
    }),
    errors: [],
    rate: 'read',
  }),
};

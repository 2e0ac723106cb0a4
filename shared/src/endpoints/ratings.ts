import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { id, queryNumber } from '../fields';
import { ratingInput, unitResult } from '../ratings';
import { reportInfo } from '../reports';

export const ratings = {
  add: endpoint({
    name: 'ratings.add',
    method: 'POST',
    access: 'signedIn',
    summary: 'Rates speed, quality and manner. 不满意 by the reporter sends the case back for redo.',
    input: ratingInput,
    output: reportInfo,
    errors: ['notFound', 'illegalTransition', 'forbidden', 'alreadyRated', 'conflictOfInterest'],
    rate: 'write',
  }),
};

export const units = {
  list: endpoint({
    name: 'units.list',
    method: 'GET',
    access: 'public',
    summary: 'Units that handle cases.',
    input: z.strictObject({}),
    output: z.object({ units: z.array(z.object({ id, name: z.string() })) }),
    errors: [],
    rate: 'read',
  }),
  result: endpoint({
    name: 'units.result',
    method: 'GET',
    access: 'public',
    summary: "A unit's public result over the last days, with how many were asked and how many answered.",
    input: z.strictObject({ id, days: z._default(queryNumber.check(z.int(), z.gte(7), z.lte(365)), 60) }),
    output: unitResult,
    errors: ['notFound'],
    rate: 'read',
  }),
};

import * as z from 'zod/mini';
import { endpoint } from '../endpoint';
import { cursor, id, pageOf, pageSize, text, version } from '../fields';
import { limits } from '../limits';
import { photoKey } from '../media';
import { reportCard, reportInfo } from '../reports';

const errors = ['notFound', 'illegalTransition', 'reportMoved', 'forbidden'] as const;

export const claims = {
  offers: endpoint({
    name: 'claims.offers',
    method: 'GET',
    access: 'signedIn',
    summary: 'Issues offered to merchants, road chiefs and volunteers right now, the one that ends first on top.',
    input: z.strictObject({ cursor, limit: pageSize }),
    output: pageOf(reportCard),
    errors: [],
    rate: 'read',
  }),
  take: endpoint({
    name: 'claims.take',
    method: 'POST',
    access: 'signedIn',
    summary: 'Claims an offered issue (民办). Of two who claim at once one gets 409 reportMoved.',
    input: z.strictObject({ id, version }),
    output: reportInfo,
    errors: [...errors, 'conflictOfInterest'],
    rate: 'write',
  }),
  finish: endpoint({
    name: 'claims.finish',
    method: 'POST',
    access: 'signedIn',
    summary: 'Done, with an after-photo; the reporter and supporters are asked.',
    input: z.strictObject({
      id,
      version,
      photos: z.array(photoKey).check(z.minLength(1), z.maxLength(limits.photosPerFeedback)),
      note: z.optional(text(limits.note, 0)),
    }),
    output: reportInfo,
    errors: [...errors, 'unknownPhoto'],
    rate: 'write',
  }),
  giveUp: endpoint({
    name: 'claims.giveUp',
    method: 'POST',
    access: 'signedIn',
    summary: 'Gives a claim up; the report goes to the case queue.',
    input: z.strictObject({ id, version }),
    output: reportInfo,
    errors,
    rate: 'write',
  }),
  takeOver: endpoint({
    name: 'claims.takeOver',
    method: 'POST',
    access: 'signedIn',
    summary: 'A grid officer sends a claimed issue that cannot wait to the case queue.',
    input: z.strictObject({ id, version }),
    output: reportInfo,
    errors,
    rate: 'write',
  }),
};

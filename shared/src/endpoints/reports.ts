import * as z from 'zod/mini';
import { categoryCode, categoryGroup, categoryKind } from '../categories';
import { endpoint } from '../endpoint';
import { cursor, done, id, pageOf, pageSize, queryNumber, text, version } from '../fields';
import { limits } from '../limits';
import { photoKey, photoRef } from '../media';
import { placeInput } from '../places';
import { reportState } from '../reportPosition';
import { reportCard, reportInfo, reportInput, reportPin } from '../reports';

const longitude = queryNumber.check(z.gte(-180), z.lte(180));
const latitude = queryNumber.check(z.gte(-90), z.lte(90));
const moved = ['notFound', 'illegalTransition', 'reportMoved', 'forbidden'] as const;

/** Filters shared by list and map. `open` leaves out what is finished. */
const filters = {
  groups: z.optional(z.array(categoryGroup).check(z.maxLength(12))),
  states: z.optional(z.array(reportState).check(z.maxLength(15))),
  open: z.optional(z.stringbool()),
};

export const reports = {
  list: endpoint({
    name: 'reports.list',
    method: 'GET',
    access: 'optional',
    summary: 'Published reports, newest first, or nearest first around a GCJ-02 point within a radius in metres.',
    input: z.strictObject({
      ...filters,
      text: z.optional(text(limits.searchText)),
      longitude: z.optional(longitude),
      latitude: z.optional(latitude),
      radius: z.optional(queryNumber.check(z.gte(50), z.lte(5000))),
      cursor,
      limit: pageSize,
    }),
    output: pageOf(reportCard),
    errors: [],
    rate: 'read',
  }),
  map: endpoint({
    name: 'reports.map',
    method: 'GET',
    access: 'optional',
    summary: 'Pins inside a GCJ-02 box, newest first, at most 400; `more` when some were left out.',
    input: z.strictObject({ ...filters, west: longitude, east: longitude, south: latitude, north: latitude }),
    output: z.object({ pins: z.array(reportPin), more: z.boolean() }),
    errors: [],
    rate: 'read',
  }),
  mine: endpoint({
    name: 'reports.mine',
    method: 'GET',
    access: 'signedIn',
    summary: 'What the caller reported, supports or claimed, newest first, in every state.',
    input: z.strictObject({
      as: z._default(z.enum(['reporter', 'supporter', 'claimer']), 'reporter'),
      cursor,
      limit: pageSize,
    }),
    output: pageOf(reportCard),
    errors: [],
    rate: 'read',
  }),
  info: endpoint({
    name: 'reports.info',
    method: 'GET',
    access: 'optional',
    summary:
      'One report with its timeline, receipt and what the caller may do. Unpublished ones exist only for their reporter.',
    input: z.strictObject({ id }),
    output: reportInfo,
    errors: ['notFound'],
    rate: 'read',
  }),
  duplicates: endpoint({
    name: 'reports.duplicates',
    method: 'GET',
    access: 'signedIn',
    summary: 'Open reports of the same group within 100 m, nearest first, at most five.',
    input: z.strictObject({ group: categoryGroup, longitude, latitude }),
    output: z.object({ items: z.array(reportCard) }),
    errors: [],
    rate: 'read',
  }),
  submit: endpoint({
    name: 'reports.submit',
    method: 'POST',
    access: 'signedIn',
    summary: 'Sends a report. The undo window starts; a repeat with the same key answers the same report.',
    input: reportInput,
    output: reportInfo,
    errors: ['outsideDistrict', 'unknownCategory', 'unknownPhoto', 'idempotencyConflict'],
    idempotent: true,
    rate: 'write',
  }),
  edit: endpoint({
    name: 'reports.edit',
    method: 'POST',
    access: 'signedIn',
    summary: 'Changes a report inside the undo window. The content check starts anew, the window does not.',
    input: z.strictObject({
      id,
      version,
      words: z.optional(text(limits.words, 0)),
      place: z.optional(placeInput),
      group: z.optional(categoryGroup),
      code: z.optional(categoryCode),
      kind: z.optional(categoryKind),
      anonymous: z.optional(z.boolean()),
      photos: z.optional(z.array(photoRef).check(z.minLength(1), z.maxLength(limits.photosPerReport))),
    }),
    output: reportInfo,
    errors: [...moved, 'outsideDistrict', 'unknownCategory', 'unknownPhoto'],
    rate: 'write',
  }),
  withdraw: endpoint({
    name: 'reports.withdraw',
    method: 'POST',
    access: 'signedIn',
    summary: 'Takes a report back. With supporters the reporter leaves and the report stays.',
    input: z.strictObject({ id, version }),
    output: reportInfo,
    errors: moved,
    rate: 'write',
  }),
  correct: endpoint({
    name: 'reports.correct',
    method: 'POST',
    access: 'signedIn',
    summary: 'Corrects a refused report (at most twice); it goes back to the moderators.',
    input: z.strictObject({
      id,
      version,
      words: z.optional(text(limits.words, 0)),
      photos: z.optional(z.array(photoRef).check(z.minLength(1), z.maxLength(limits.photosPerReport))),
    }),
    output: reportInfo,
    errors: [...moved, 'unknownPhoto'],
    rate: 'write',
  }),
  appeal: endpoint({
    name: 'reports.appeal',
    method: 'POST',
    access: 'signedIn',
    summary:
      'Appeals once against a refusal (another moderator decides) or against 不予立案 (the squadron lead decides).',
    input: z.strictObject({ id, version, reason: text(limits.reason, 2) }),
    output: reportInfo,
    errors: moved,
    rate: 'write',
  }),
  supplement: endpoint({
    name: 'reports.supplement',
    method: 'POST',
    access: 'signedIn',
    summary: 'Adds words and photos to a declined report (at most twice) and forwards it as a new case.',
    input: z.strictObject({
      id,
      version,
      words: text(limits.words, 2),
      photos: z.array(photoRef).check(z.maxLength(limits.photosPerReport)),
    }),
    output: reportInfo,
    errors: [...moved, 'unknownPhoto'],
    rate: 'write',
  }),
  support: endpoint({
    name: 'reports.support',
    method: 'POST',
    access: 'signedIn',
    summary: '我也遇到: one support per person; a repeat changes nothing.',
    input: z.strictObject({ id }),
    output: z.object({ supports: z.int(), supported: z.boolean() }),
    errors: ['notFound', 'illegalTransition', 'conflictOfInterest'],
    rate: 'write',
  }),
  unsupport: endpoint({
    name: 'reports.unsupport',
    method: 'POST',
    access: 'signedIn',
    summary: 'Takes the own support back.',
    input: z.strictObject({ id }),
    output: z.object({ supports: z.int(), supported: z.boolean() }),
    errors: ['notFound'],
    rate: 'write',
  }),
  confirm: endpoint({
    name: 'reports.confirm',
    method: 'POST',
    access: 'signedIn',
    summary: '修好了: by the reporter or a supporter from before the repair. Never by who handled it.',
    input: z.strictObject({ id, version }),
    output: reportInfo,
    errors: [...moved, 'conflictOfInterest'],
    rate: 'write',
  }),
  dispute: endpoint({
    name: 'reports.dispute',
    method: 'POST',
    access: 'signedIn',
    summary: '没修好: with a photo and a reason; decided within one working day by somebody who did not handle it.',
    input: z.strictObject({
      id,
      version,
      reason: text(limits.reason, 2),
      photos: z.array(photoKey).check(z.minLength(1), z.maxLength(limits.photosPerDispute)),
    }),
    output: reportInfo,
    errors: [...moved, 'conflictOfInterest', 'unknownPhoto'],
    rate: 'write',
  }),
};

export const mine = {
  summary: endpoint({
    name: 'mine.summary',
    method: 'GET',
    access: 'signedIn',
    summary: 'What waits for the caller, and how many of each.',
    input: z.strictObject({}),
    output: z.object({
      reported: z.int(),
      supported: z.int(),
      claimed: z.int(),
      unread: z.int(),
      todos: z.array(
        z.object({ kind: z.enum(['correct', 'confirm', 'rate', 'claimDue', 'supplement']), report: reportCard }),
      ),
      work: z.object({ desk: z.int(), review: z.int(), disputes: z.int(), held: z.int() }),
    }),
    errors: [],
    rate: 'read',
  }),
  forget: endpoint({
    name: 'mine.forget',
    method: 'POST',
    access: 'signedIn',
    summary: "Erases the caller's name from a report of theirs: it stays, as 一位居民.",
    input: z.strictObject({ id }),
    output: done,
    errors: ['notFound'],
    rate: 'write',
  }),
};

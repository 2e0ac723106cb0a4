import * as z from 'zod/mini';
import { category, categoryCode, categoryGroup, categoryKind } from './categories';
import { clock } from './clock';
import { id, instant, text, version } from './fields';
import { limits } from './limits';
import { photo, photoRef } from './media';
import { place, placeInput } from './places';
import { origin, outcome, receiptStatus, reportState } from './reportPosition';
import { actor } from './roles';

/** Reasons a city gives for not filing (domain §2). */
export const declineReasons = [
  'outOfScope',
  'unclearPhoto',
  'tooMinor',
  'alreadyFiled',
  'notVerified',
  'staged',
  'inLitigation',
  'splitReport',
  'other',
] as const;
export const declineReason = z.enum(declineReasons);
export type DeclineReason = z.infer<typeof declineReason>;

/** Reasons a moderator gives for refusing. */
export const refuseReasons = [
  'personalData',
  'unrelated',
  'unclearPhoto',
  'insult',
  'advertising',
  'duplicate',
  'other',
] as const;
export const refuseReason = z.enum(refuseReasons);
export type RefuseReason = z.infer<typeof refuseReason>;

/** What a person sends (随手拍). */
export const reportInput = z.strictObject({
  photos: z.array(photoRef).check(z.minLength(1), z.maxLength(limits.photosPerReport)),
  place: placeInput,
  group: categoryGroup,
  /** One of the 403 official codes, when the person searched for it; else the group's own. */
  code: z.optional(categoryCode),
  /** Which of the two, where a component and an event share the code; the event when not said, since a fault is one. */
  kind: z.optional(categoryKind),
  words: text(limits.words, 0),
  /** The public then reads 一位居民; the reporter is never shown to handlers or merchants either way. */
  anonymous: z.boolean(),
  /** The same came back after it was closed: the report it recurs from. */
  recurrenceOf: z.optional(id),
});
export type ReportInput = z.infer<typeof reportInput>;

/** Who has it now, in words the client writes out. */
export const holder = z.object({
  kind: z.enum([
    'reporter',
    'check',
    'moderator',
    'neighbours',
    'claimer',
    'queue',
    'desk',
    'unit',
    'public',
    'people',
    'nobody',
  ]),
  name: z.optional(z.string()),
});
export type Holder = z.infer<typeof holder>;

/** A report in a list. */
export const reportCard = z.object({
  id,
  title: z.string(),
  group: categoryGroup,
  state: reportState,
  receipt: z.optional(receiptStatus),
  outcome: z.optional(outcome),
  origin: z.optional(origin),
  disputeOpen: z.boolean(),
  appealOpen: z.boolean(),
  supervised: z.boolean(),
  place,
  cover: z.optional(photo),
  holder,
  clock: z.optional(clock),
  supports: z.int(),
  comments: z.int(),
  supported: z.boolean(),
  mine: z.boolean(),
  demonstration: z.boolean(),
  distanceMeters: z.optional(z.number()),
  createdAt: instant,
  updatedAt: instant,
});
export type ReportCard = z.infer<typeof reportCard>;

/** One line of a report's timeline: never edited, never removed. */
export const timelineEntry = z.object({
  seq: z.int(),
  at: instant,
  action: z.string(),
  actor,
  /** Name of the unit, squadron or shop that acted; persons are not named. */
  by: z.optional(z.string()),
  from: z.optional(reportState),
  to: reportState,
  round: z.int(),
  reason: z.optional(z.string()),
  note: z.optional(z.string()),
  dueAt: z.optional(instant),
  caseNumber: z.optional(z.string()),
  photos: z.array(photo),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** The delivery receipt (回执). */
export const deliveryReceipt = z.object({
  status: receiptStatus,
  destination: z.optional(z.string()),
  attempts: z.int(),
  lastError: z.optional(z.string()),
  nextAttemptAt: z.optional(instant),
  /** The newest last; more than one when a destination could not reopen. */
  caseNumbers: z.array(z.string()),
  acceptedAt: z.optional(instant),
  /** Taken, and not numbered yet. */
  numberFollows: z.optional(z.boolean()),
  /** Further places that get the case as well, each with what came of it; they do not move the report. */
  copies: z.optional(
    z.array(
      z.object({
        destination: z.string(),
        status: z.enum(['queued', 'attempted', 'held', 'accepted']),
        attempts: z.int(),
        caseNumber: z.optional(z.string()),
        acceptedAt: z.optional(instant),
        told: z.optional(z.object({ at: instant, action: z.string(), by: z.optional(z.string()) })),
      }),
    ),
  ),
});
export type DeliveryReceipt = z.infer<typeof deliveryReceipt>;

/** A report's own page. */
export const reportInfo = z.extend(reportCard, {
  words: z.string(),
  category,
  photos: z.array(photo),
  afterPhotos: z.array(photo),
  timeline: z.array(timelineEntry),
  delivery: z.optional(deliveryReceipt),
  version,
  round: z.int(),
  anonymous: z.boolean(),
  reporter: z.string(),
  undoUntil: z.optional(instant),
  answerUntil: z.optional(instant),
  /** Asked to confirm and rate: the reporter and the supporters; how many have answered. */
  asked: z.int(),
  confirmed: z.int(),
  disputed: z.int(),
  unit: z.optional(z.object({ id, name: z.string() })),
  claimedBy: z.optional(z.string()),
  dispute: z.optional(
    z.object({
      at: instant,
      reason: z.string(),
      photos: z.array(photo),
      decideBy: instant,
      decision: z.optional(z.enum(['upheld', 'rejected'])),
      decisionReason: z.optional(z.string()),
    }),
  ),
  ratedByMe: z.boolean(),
  mergedInto: z.optional(id),
  recurrenceOf: z.optional(id),
  /** What the reader may do now; the client never works it out itself. */
  abilities: z.array(z.string()),
  /** Which way it goes and why (三治融合): by neighbours, or as a case. */
  selfGovernable: z.boolean(),
});
export type ReportInfo = z.infer<typeof reportInfo>;

/** A pin on the map. */
export const reportPin = z.object({
  id,
  title: z.string(),
  group: categoryGroup,
  state: reportState,
  over: z.boolean(),
  longitude: z.number(),
  latitude: z.number(),
});
export type ReportPin = z.infer<typeof reportPin>;

import * as z from 'zod/mini';
import { category, categoryGroup, timeLimit } from './categories';
import { clock } from './clock';
import { id, instant, version } from './fields';
import { photo } from './media';
import { place } from './places';

/** Stages of a case (案卷) at the built-in desk, in the words of the standard (domain §2). */
export const caseStages = [
  'arrived',
  'accepted',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'reopened',
  'closed',
  'declined',
  'voided',
  'merged',
] as const;
export const caseStage = z.enum(caseStages);
export type CaseStage = z.infer<typeof caseStage>;

/** What is done at the desk. */
export const caseActions = [
  'accept',
  'refuse',
  'file',
  'decline',
  'dispatch',
  'handOver',
  'takeOver',
  'refuseHandOver',
  'start',
  'sendBack',
  'fixOnSpot',
  'feedback',
  'pass',
  'rework',
  'closeUnfixed',
  'void',
  'contact',
] as const;
export const caseAction = z.enum(caseActions);
export type CaseAction = z.infer<typeof caseAction>;

/** A case in the queue. It holds no data of the reporter at all (leak shield). */
export const caseCard = z.object({
  id,
  number: z.string(),
  reportId: id,
  title: z.string(),
  group: categoryGroup,
  stage: caseStage,
  place,
  cover: z.optional(photo),
  unit: z.optional(z.object({ id, name: z.string() })),
  /** The unit that is asked to take the case over; until it does, `unit` keeps the duty (首接负责). */
  handOverTo: z.optional(z.object({ id, name: z.string() })),
  clock: z.optional(clock),
  stageClock: z.optional(clock),
  /** First contact (首次联系): from the acceptance to the first message to the reporter. */
  contactClock: z.optional(clock),
  /** A message was sent, and there is nobody to read it: the reporter had their name erased. */
  unreachable: z.optional(z.boolean()),
  supports: z.int(),
  disputeOpen: z.boolean(),
  supervised: z.boolean(),
  reworks: z.int(),
  arrivedAt: instant,
  updatedAt: instant,
  demonstration: z.boolean(),
});
export type CaseCard = z.infer<typeof caseCard>;

export const caseEntry = z.object({
  seq: z.int(),
  at: instant,
  action: z.string(),
  /** Staff are named inside the desk, never outside. */
  by: z.string(),
  unitName: z.optional(z.string()),
  to: caseStage,
  reason: z.optional(z.string()),
  note: z.optional(z.string()),
  dueAt: z.optional(instant),
  photos: z.array(photo),
});
export type CaseEntry = z.infer<typeof caseEntry>;

/** A case's own page at the desk. */
export const caseInfo = z.extend(caseCard, {
  version,
  words: z.string(),
  category,
  photos: z.array(photo),
  afterPhotos: z.array(photo),
  timeline: z.array(caseEntry),
  sendBacks: z.int(),
  disputeReason: z.optional(z.string()),
  disputePhotos: z.array(photo),
  /** How the public answered: asked, confirmed, disputed. It informs the check. */
  answers: z.object({ asked: z.int(), confirmed: z.int(), disputed: z.int() }),
  /** What the reader may do now, the main one first. */
  abilities: z.array(caseAction),
  /** Why not, where a duty would allow it: handled it oneself. */
  conflict: z.boolean(),
  suggested: z.optional(
    z.object({
      unitId: id,
      unitName: z.string(),
      limit: timeLimit,
      dueAt: instant,
      /** first: had the case already and keeps it · duty: by the duty list · fallback: nobody owns it. */
      because: z.enum(['first', 'duty', 'fallback']),
      /** The entry of the duty list. */
      duty: z.optional(z.string()),
    }),
  ),
  nearby: z.array(
    z.object({
      id,
      number: z.string(),
      title: z.string(),
      stage: caseStage,
      distanceMeters: z.number(),
    }),
  ),
});
export type CaseInfo = z.infer<typeof caseInfo>;

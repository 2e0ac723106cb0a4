import * as z from 'zod/mini';
import { caseCard, caseInfo, caseStage } from '../cases';
import { categoryGroup, timeLimit } from '../categories';
import { endpoint } from '../endpoint';
import { cursor, id, pageOf, pageSize, text, version } from '../fields';
import { limits } from '../limits';
import { photoKey } from '../media';
import { declineReason } from '../reports';

const errors = ['notFound', 'forbidden', 'conflictOfInterest', 'illegalTransition', 'caseMoved'] as const;
const reasoned = { id, version, reason: text(limits.reason, 2), note: z.optional(text(limits.note, 0)) };
const note = z.optional(text(limits.note, 0));
const afterPhotos = z.array(photoKey).check(z.minLength(1), z.maxLength(limits.photosPerFeedback));

const act = <I extends z.ZodMiniType>(
  verb: string,
  summary: string,
  input: I,
  more: readonly ('unknownPhoto' | 'unknownUnit')[] = [],
) =>
  endpoint({
    name: `cases.${verb}`,
    method: 'POST',
    access: 'signedIn',
    summary,
    input,
    output: caseInfo,
    errors: [...errors, ...more],
    rate: 'write',
  });

/** The built-in case desk (案卷). Only people with a duty there, each in their own unit; who handled a case never checks it. */
export const cases = {
  list: endpoint({
    name: 'cases.list',
    method: 'GET',
    access: 'signedIn',
    summary: 'The queue: what waits for the caller, what is due soon, what is overdue, or all; the most urgent first.',
    input: z.strictObject({
      view: z._default(z.enum(['mine', 'soon', 'over', 'open', 'all']), 'mine'),
      stages: z.optional(z.array(caseStage).check(z.maxLength(11))),
      groups: z.optional(z.array(categoryGroup).check(z.maxLength(12))),
      unitId: z.optional(id),
      text: z.optional(text(limits.searchText)),
      cursor,
      limit: pageSize,
    }),
    output: z.extend(pageOf(caseCard), { counts: z.object({ mine: z.int(), soon: z.int(), over: z.int() }) }),
    errors: ['forbidden'],
    rate: 'read',
  }),
  info: endpoint({
    name: 'cases.info',
    method: 'GET',
    access: 'signedIn',
    summary: 'One case with its steps and what the caller may do. No data of the reporter is in it.',
    input: z.strictObject({ id }),
    output: caseInfo,
    errors: ['notFound', 'forbidden'],
    rate: 'read',
  }),
  accept: act('accept', '受理.', z.strictObject({ id, version, note })),
  refuse: act(
    'refuse',
    '不予受理, with a reason of the published list.',
    z.strictObject({ id, version, reason: declineReason, note }),
  ),
  file: act('file', '立案: the handling clock starts.', z.strictObject({ id, version, note })),
  decline: act(
    'decline',
    '不予立案, with a reason of the published list.',
    z.strictObject({ id, version, reason: declineReason, note }),
  ),
  dispatch: act(
    'dispatch',
    '派遣 to a unit with a limit in working hours, working days or days.',
    z.strictObject({ id, version, unitId: id, limit: timeLimit, note }),
    ['unknownUnit'],
  ),
  handOver: act(
    'handOver',
    '转办: asks another unit to take the case over. The one that has it keeps the duty until then; the clock goes on.',
    z.strictObject({ id, version, unitId: id, note }),
    ['unknownUnit'],
  ),
  takeOver: act(
    'takeOver',
    '接办: the unit that was asked takes the case over.',
    z.strictObject({ id, version, note }),
  ),
  refuseHandOver: act(
    'refuseHandOver',
    '不接, with a reason: the unit that has the case keeps it.',
    z.strictObject(reasoned),
  ),
  start: act('start', '开始处置.', z.strictObject({ id, version, note })),
  sendBack: act('sendBack', '回退 with a reason: twice; the third goes to the 兜底 owner.', z.strictObject(reasoned)),
  fixOnSpot: act(
    'fixOnSpot',
    '快速处置 with an after-photo.',
    z.strictObject({ id, version, photos: afterPhotos, note }),
    ['unknownPhoto'],
  ),
  feedback: act('feedback', '处置反馈 with after-photos.', z.strictObject({ id, version, photos: afterPhotos, note }), [
    'unknownPhoto',
  ]),
  pass: act('pass', '核查通过, 结案.', z.strictObject({ id, version, note })),
  rework: act('rework', '核查不通过, 返工.', z.strictObject(reasoned)),
  closeUnfixed: act('closeUnfixed', '没有办, closed with a public reason.', z.strictObject(reasoned)),
  void: act('void', '作废.', z.strictObject(reasoned)),
  contact: act(
    'contact',
    '联系上报人: a message through the program, to somebody the desk does not know. The first one ends the clock.',
    z.strictObject({ id, version, words: text(limits.contactWords, 2) }),
  ),
};

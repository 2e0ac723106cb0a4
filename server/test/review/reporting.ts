import type { CategoryGroup } from '@jierong/shared/categories';
import { reports } from '@jierong/shared/endpoints/reports';
import { review } from '@jierong/shared/endpoints/review';
import { firstPosition, type Position } from '@jierong/shared/reportPosition';
import type { CheckVerdict } from '@jierong/shared/review';
import { makeSimulatedContentCheck } from '../../simulators/contentCheck';
import type { CaseInput, CaseUpdate, Destination } from '../../src/forwarding/port';
import { ReportModel } from '../../src/modules/reports/model';
import type { ReportRecord } from '../../src/modules/reports/record';
import { applyPhotoVerdict } from '../../src/modules/review/check';
import { type Api, type ApiOptions, startApi } from '../support/api';

export const REPORTER = 'demo-resident-1';
export const MODERATOR = 'demo-moderator-1';
export const OTHER_MODERATOR = 'demo-moderator-2';
export const LEAD = 'demo-squadron-lead-1';
export const CHECKER = 'demo-checker-1';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** A case queue that takes everything and remembers it. */
export function rememberingQueue() {
  const opened: CaseInput[] = [];
  const updates: CaseUpdate[] = [];
  const queue: Destination = {
    name: 'queue of the test',
    concurrency: 4,
    open: async (input) => {
      opened.push(input);
      return { outcome: 'accepted', caseNumber: `T-${input.key}` };
    },
    find: async () => undefined,
    update: async (update) => {
      updates.push(update);
      return { outcome: 'accepted' };
    },
  };
  return { queue, opened, updates };
}

/** The API with a content check whose word on photos the test decides ('waiting': no answer comes). */
export async function startReviewing(options: ApiOptions & { photoVerdict?: () => CheckVerdict } = {}) {
  const { queue, opened, updates } = rememberingQueue();
  const { photoVerdict = () => 'pass' as const, ...rest } = options;
  const api = await startApi({
    destinations: () => [queue],
    contentCheck: (services) =>
      makeSimulatedContentCheck({
        onPhotoVerdict: (...answer) => applyPhotoVerdict(services(), ...answer),
        photoVerdict,
      }),
    ...rest,
  });
  return { api, opened, updates };
}

/** Sends a report; the relay has asked the content check when this returns. */
export async function submitted(
  api: Api,
  { words = '人行道上的垃圾桶满了', group = 'waste' }: { words?: string; group?: CategoryGroup } = {},
): Promise<string> {
  const key = await api.uploadPhoto(REPORTER);
  const sent = await api.call(
    reports.submit,
    {
      photos: [{ key, view: 'far' }],
      place: { address: '吉丽街 12 号门口', source: 'typed' },
      group,
      words,
      anonymous: false,
    },
    REPORTER,
  );
  await api.settle();
  return sent.id;
}

/** Lets the undo window end. */
export async function undoOver(api: Api): Promise<void> {
  api.clock.advance(10 * MINUTE);
  await api.settle();
}

/** A report that the check was unsure of, in the moderators' queue. */
export async function inReview(api: Api): Promise<string> {
  const id = await submitted(api, { words: '这里有人广告群发' });
  await undoOver(api);
  return id;
}

/** A report that the first moderator refused and its reporter appeals for. */
export async function appealed(api: Api): Promise<string> {
  const id = await inReview(api);
  await api.call(review.refuse, { id, version: await versionOf(id), reason: 'unrelated' }, MODERATOR);
  await api.call(reports.appeal, { id, version: await versionOf(id), reason: '这就是街面上的事' }, REPORTER);
  return id;
}

export async function stored(id: string): Promise<ReportRecord> {
  const report = await ReportModel.findById(id).lean<ReportRecord>();
  if (!report) throw new Error(`no report ${id}`);
  return report;
}

export const versionOf = async (id: string): Promise<number> => (await stored(id)).version;
export const stateOf = async (id: string) => (await stored(id)).position.state;
export const actionsOf = async (id: string) => (await stored(id)).timeline.map((entry) => entry.action);

/** Puts a report where a story begins, as if the steps before had been taken. */
export async function begin(id: string, position: Partial<Position>, more: Partial<ReportRecord> = {}): Promise<void> {
  const set = {
    position: { ...firstPosition, ...position },
    published: true,
    open: true,
    ...more,
  };
  await ReportModel.updateOne({ _id: id }, { $set: set, $unset: { wakeAt: 1 } });
}

/** A repaired report whose people are asked: an official one of the sanitation unit, or one that a merchant claimed. */
export async function repaired(api: Api, origin: 'official' | 'claim'): Promise<string> {
  const id = await submitted(api, { group: origin === 'claim' ? 'clutter' : 'waste' });
  const now = api.clock.now();
  const answerUntil = new Date(now.getTime() + 7 * DAY);
  const handled =
    origin === 'official'
      ? {
          unit: { id: 'demo-unit-sanitation', name: '环卫一所' },
          handledBy: { unitIds: ['demo-unit-sanitation'], personIds: ['demo-staff-sanitation'] },
          delivery: { attempts: [{ at: now, outcome: 'accepted' as const }], caseNumbers: ['T-1'], acceptedAt: now },
        }
      : { claim: { personId: 'demo-merchant-2', by: '湖畔面馆', at: now, dueAt: answerUntil } };
  await begin(
    id,
    { state: 'resolved', origin, ...(origin === 'official' ? { receipt: 'accepted' } : {}) },
    { resolvedAt: now, answerUntil, outbox: [], ...handled },
  );
  await ReportModel.updateOne({ _id: id }, { $set: { wakeAt: answerUntil } });
  return id;
}

/** A repair that its reporter disputes with a photo. */
export async function disputed(api: Api, origin: 'official' | 'claim'): Promise<string> {
  const id = await repaired(api, origin);
  const photo = await api.uploadPhoto(REPORTER);
  const input = { id, version: await versionOf(id), reason: '垃圾还在原地', photos: [photo] };
  await api.call(reports.dispute, input, REPORTER);
  await api.settle();
  return id;
}

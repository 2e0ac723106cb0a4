import type { CaseInfo } from '@jierong/shared/cases';
import { cases } from '@jierong/shared/endpoints/cases';
import { claims } from '@jierong/shared/endpoints/claims';
import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo } from '@jierong/shared/reports';
import type { Api } from '../support/api';

export const RESIDENT = 'demo-resident-1';
export const NEIGHBOUR = 'demo-resident-2';
export const NOODLES = 'demo-merchant-2';
export const FRUIT = 'demo-merchant-1';
export const CHIEF = 'demo-road-chief-1';
export const VOLUNTEER = 'demo-volunteer-1';
export const CLEANERS = 'demo-unit-sanitation';
export const CLEANER = 'demo-staff-sanitation';
export const DESK = 'demo-desk-1';
export const CHECKER = 'demo-checker-1';
export const LEAD = 'demo-squadron-lead-1';
export const MODERATOR = 'demo-moderator-1';
export const OFFICER = 'demo-grid-officer-1';

/** A story is many calls, one after the other, on a machine that may be busy. */
jest.setTimeout(60_000);

const MINUTE = 60_000;

type Group = 'waste' | 'clutter';

/** A report just sent, still inside its undo window. 乱堆 (clutter) is self-governable, 垃圾 (waste) goes to the queue. */
export async function sendReport(api: Api, group: Group, by = RESIDENT, words = '门前有东西'): Promise<ReportInfo> {
  const key = await api.uploadPhoto(by);
  return api.call(
    reports.submit,
    {
      photos: [{ key, view: 'far' }],
      place: {
        point: { longitude: 120.7588, latitude: 30.76517, datum: 'gcj02' },
        address: '吉丽街 46 号对面',
        source: 'map',
      },
      group,
      words,
      anonymous: false,
    },
    by,
  );
}

/** A report everybody sees: its undo window is over and the check passed. Offered, or delivered with a case. */
export async function publish(api: Api, group: Group, by = RESIDENT, words?: string): Promise<ReportInfo> {
  const { id } = await sendReport(api, group, by, words);
  await api.settle();
  api.clock.advance(11 * MINUTE);
  await api.settle();
  return look(api, id, by);
}

/** A report as a person sees it now. */
export const look = (api: Api, id: string, by?: string): Promise<ReportInfo> => api.call(reports.info, { id }, by);

/** A claimed report, as its claimer sees it. */
export async function claimed(api: Api, by = NOODLES, reporter = RESIDENT): Promise<ReportInfo> {
  const { id, version } = await publish(api, 'clutter', reporter);
  return api.call(claims.take, { id, version }, by);
}

/** The case of a report, as the desk sees it now. */
export async function caseOf(api: Api, reportId: string, by = DESK): Promise<CaseInfo> {
  const { items } = await api.call(cases.list, { view: 'all', limit: 50 }, by);
  const card = items.find((item) => item.reportId === reportId);
  if (!card) throw new Error(`no case for ${reportId}`);
  return api.call(cases.info, { id: card.id }, by);
}

/** Takes an arrived case to a unit that handles it. */
export async function dispatch(api: Api, reportId: string, unitId = CLEANERS): Promise<CaseInfo> {
  const { id, version } = await caseOf(api, reportId);
  const accepted = await api.call(cases.accept, { id, version }, DESK);
  const filed = await api.call(cases.file, { id, version: accepted.version }, DESK);
  const limit = { value: 4, unit: 'workingHour' as const };
  const sent = await api.call(cases.dispatch, { id, version: filed.version, unitId, limit }, DESK);
  await api.settle();
  return sent;
}

/** The unit says that it is done, with an after-photo. */
export async function handle(api: Api, reportId: string, by = CLEANER): Promise<void> {
  const { id, version } = await caseOf(api, reportId, by);
  const started = await api.call(cases.start, { id, version }, by);
  const photo = await api.uploadPhoto(by);
  await api.call(cases.feedback, { id, version: started.version, photos: [photo] }, by);
  await api.settle();
}

/** An official report that its unit has handled. */
export async function resolved(api: Api, by = RESIDENT, supporters: readonly string[] = []): Promise<ReportInfo> {
  const { id } = await publish(api, 'waste', by);
  for (const supporter of supporters) await api.call(reports.support, { id }, supporter);
  await dispatch(api, id);
  api.clock.advance(MINUTE);
  await handle(api, id);
  return look(api, id, by);
}

/** Every row of a list, page by page. */
export async function pages<T>(
  page: (cursor?: string) => Promise<{ items: T[]; next?: string | undefined }>,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await page(cursor);
    rows.push(...items);
    cursor = next;
  } while (cursor);
  return rows;
}

/** The code a call fails with; `done` when it does not. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );

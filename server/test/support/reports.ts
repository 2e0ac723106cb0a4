import { cases } from '@jierong/shared/endpoints/cases';
import { reports } from '@jierong/shared/endpoints/reports';
import type { ReportInfo, ReportInput } from '@jierong/shared/reports';
import type { Api } from './api';

/** A place on a model road inside the district. */
export const here = { longitude: 120.7592, latitude: 30.76478, datum: 'gcj02' as const };

/** A report that is complete but for its photos. */
export const input = (photos: string[], more: Partial<ReportInput> = {}): ReportInput => ({
  photos: photos.map((key) => ({ key, view: 'far' as const })),
  place: { point: here, address: '吉丽街 86 号门口', source: 'map' },
  group: 'road',
  words: '盲道的砖松了，踩上去会晃',
  anonymous: false,
  ...more,
});

/** Sends a report with one photo as this person. */
export async function send(api: Api, personId: string, more: Partial<ReportInput> = {}): Promise<ReportInfo> {
  return api.call(reports.submit, input([await api.uploadPhoto(personId)], more), personId);
}

export const MINUTE = 60_000;

/** Lets the undo window end and everything due happen. */
export async function afterUndo(api: Api): Promise<void> {
  await api.settle();
  api.clock.advance(11 * MINUTE);
  await api.settle();
}

export const seen = (api: Api, id: string, personId?: string): Promise<ReportInfo> =>
  api.call(reports.info, { id }, personId);

/** People of the demonstration by what they do at the desk. */
export const desk = {
  acceptor: 'demo-desk-1',
  lead: 'demo-squadron-lead-1',
  checker: 'demo-checker-1',
  roads: 'demo-staff-roads',
} as const;

/** The case of a report at the built-in desk, as this person sees it. */
export async function caseOf(api: Api, reportId: string, personId: string) {
  for (let cursor: string | undefined; ; ) {
    const page = await api.call(cases.list, { view: 'all', limit: 50, ...(cursor ? { cursor } : {}) }, personId);
    const found = page.items.find((item) => item.reportId === reportId);
    if (found) return api.call(cases.info, { id: found.id }, personId);
    if (!page.next) throw new Error(`no case for ${reportId}`);
    cursor = page.next;
  }
}

/** Takes a delivered report of the group 道路设施 to 已处置 by the desk's own steps. */
export async function handle(api: Api, reportId: string): Promise<void> {
  api.clock.advance(MINUTE);
  let record = await caseOf(api, reportId, desk.acceptor);
  record = await api.call(cases.accept, { id: record.id, version: record.version }, desk.acceptor);
  record = await api.call(cases.file, { id: record.id, version: record.version }, desk.acceptor);
  record = await api.call(
    cases.dispatch,
    { id: record.id, version: record.version, unitId: 'demo-unit-roads', limit: { value: 4, unit: 'workingHour' } },
    desk.acceptor,
  );
  record = await api.call(cases.start, { id: record.id, version: record.version }, desk.roads);
  await api.call(
    cases.feedback,
    { id: record.id, version: record.version, photos: [await api.uploadPhoto(desk.roads)], note: '砖已重新铺平' },
    desk.roads,
  );
  await api.settle();
}
